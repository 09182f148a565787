import { join } from "node:path";
import type { Project } from "../model/project.js";
import { ProblemError } from "../support/problem.js";
import { writeObstacle } from "../support/writable.js";

/** Below `.pawl/`; a run by another user may have left one that this user cannot write. */
const FOLDERS = ["", "cache/build", "driver", "include/pawl", "log", "run"];

/**
 * Fails when native code cannot be built and run for want of a place to put it. Creates nothing.
 * @throws ProblemError SCRATCH_NOT_WRITABLE
 */
export async function assertScratch({ scratch }: Project): Promise<void> {
  for (const folder of FOLDERS) {
    const obstacle = await writeObstacle(join(scratch, folder));
    if (obstacle === null) continue;
    throw new ProblemError(
      {
        code: "SCRATCH_NOT_WRITABLE",
        message: `Builds and inputs cannot be written (${obstacle.code}).`,
        where: obstacle.path ?? join(scratch, folder),
        mend: "Make .pawl/ a folder that you may write to; whatever is in it can be deleted at any time.",
      },
      undefined,
      { cause: obstacle },
    );
  }
}

import { join } from "node:path";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Target } from "../model/target.js";
import { packageRoot } from "../support/package.js";
import { type BuildContext, type Built, compile } from "./compile.js";
import { writeIfChanged } from "./files.js";
import { generateDriver } from "./generate.js";

/** The typed driver of a target's signature. */
export async function buildDriver(project: Project, context: BuildContext, target: Target): Promise<Built> {
  const source = join(project.scratch, "driver", `${target.id}.cpp`);
  await writeIfChanged(source, await generateDriver(target));
  return compile(
    {
      label: `${target.id}/driver`,
      sources: [source],
      flags: ["-O2"],
      link: ["-ldl"],
      found: [],
      include: [join(project.scratch, "include"), join(packageRoot, "harness", "native")],
      defines: {},
      sanitizers: [], // it must go on where a variant's memory is poisoned
    },
    context,
  );
}

/** Nothing of the target can run without its driver. */
export const driverProblem = (target: Target, problem: Problem | undefined): Problem => ({
  code: "DRIVER_ERROR",
  message: `The driver of ${target.id} does not compile: ${problem?.message ?? "unknown"}.`,
  where: problem?.where ?? target.file,
  mend: `${problem?.mend ?? ""} If the declared argument types are right, this is a fault of pawl: please report it.`.trim(),
});

import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Why files cannot be created in `folder`, or null if they can. Creates nothing: for a folder that does not exist yet,
 * its nearest existing ancestor decides.
 */
export async function writeObstacle(folder: string): Promise<NodeJS.ErrnoException | null> {
  try {
    const found = await stat(folder);
    if (!found.isDirectory()) {
      return Object.assign(new Error(`${folder} is not a folder`), { code: "ENOTDIR", path: folder });
    }
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    const obstacle = error as NodeJS.ErrnoException;
    const parent = dirname(folder);
    return obstacle.code === "ENOENT" && parent !== folder ? writeObstacle(parent) : obstacle;
  }
}

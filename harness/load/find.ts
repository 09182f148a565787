import type { Project } from "../model/project.js";
import { naturalOrder } from "../support/natural.js";

/**
 * Every `target.ts` below `targets/`, relative to the project root with forward slashes, in natural order.
 */
export async function findDeclarations(project: Project): Promise<string[]> {
  const { glob } = await import("tinyglobby");
  const found = await glob("**/target.ts", { cwd: project.targets, ignore: ["**/node_modules/**"] });
  return found.map((file) => `targets/${file}`).sort(naturalOrder);
}

import { resolve, sep } from "node:path";
import picomatch from "picomatch";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";

interface Known {
  readonly summaries: readonly TargetSummary[];
  /** What the selectors mean. */
  readonly meant: readonly TargetSummary[];
  readonly project: Project;
}

/**
 * Whether the problem of a declaration is about what `selectors` mean. The id of one that cannot be loaded is unknown: a
 * glob or the beginning of ids may mean it, an id that leads to another declaration does not.
 */
export function concerns(problem: Problem, selectors: readonly string[], known: Known): boolean {
  if (selectors.length === 0) return true;
  // The file that took the id is named in the text, the other one is the place.
  if (problem.code === "DUPLICATE_ID" && known.meant.some(({ file }) => problem.message.includes(file)))
    return true;
  const file = problem.where?.replace(/:\d+$/, "") ?? "";
  return selectors.some((selector) => mayMean(selector, file, known));
}

function mayMean(selector: string, file: string, { summaries, project }: Known): boolean {
  if (summaries.some(({ id }) => id === selector)) return false;
  // A module that declarations import: any of them may be the broken one.
  if (!file.endsWith("/target.ts")) return true;
  const folder = selector.replace(/\/+$/, "");
  if (file.startsWith(`targets/${folder}/`)) return true;
  if (summaries.some(({ group }) => group === folder)) return false;
  if (summaries.some(({ id }) => id.startsWith(`${selector}.`))) return true;
  if (picomatch.scan(selector).isGlob) return true;
  const declaration = resolve(project.root, file);
  return [resolve(selector), resolve(project.root, selector)].some(
    (path) => declaration.startsWith(path + sep) || path.startsWith(resolve(declaration, "..") + sep),
  );
}

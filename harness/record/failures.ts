import type { Problem } from "../model/problem.js";
import { ProblemError } from "../support/problem.js";

const FULL = new Set(["ENOSPC", "EDQUOT"]);
const REFUSED = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "EISDIR"]);

function problemOf(error: NodeJS.ErrnoException, path: string): Problem | null {
  if (FULL.has(error.code ?? "")) {
    return {
      code: "DISK_FULL",
      message: "No space is left to write results.",
      where: path,
      mend: "Free some space (or raise the quota) and run again; everything recorded before is safe.",
    };
  }
  if (REFUSED.has(error.code ?? "")) {
    return {
      code: "RESULTS_NOT_WRITABLE",
      message: `Results cannot be written (${error.code}).`,
      where: error.path ?? path,
      mend: "Make results/ a folder that you may write to, or run with --no-record.",
    };
  }
  return null;
}

/** Turns a failed write below `results/` into a problem; other errors pass through. */
export function writeFailure(error: unknown, path: string): unknown {
  const problem = problemOf(error as NodeJS.ErrnoException, path);
  return problem === null ? error : new ProblemError(problem, undefined, { cause: error });
}

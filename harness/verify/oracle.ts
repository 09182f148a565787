import type { Layout } from "../model/layout.js";
import type { Problem } from "../model/problem.js";
import type { OracleFunction, Target, Workload } from "../model/target.js";
import { EXIT, type ExitCode, ProblemError } from "../support/problem.js";
import type { Reference } from "./judge.js";
import { referenceByFunction } from "./reference.js";

/** What is to be said when the reference itself fails. */

/** Throws ProblemError ORACLE_FAILED. */
export function byFunction(
  target: Target,
  workload: Workload,
  oracle: OracleFunction,
  instance: number,
  image: Uint8Array,
  layout: Layout,
  blank: readonly number[],
): Reference {
  try {
    return referenceByFunction(oracle, instance, image, layout, blank);
  } catch (error) {
    throw oracleFailed(target, workload, `its oracle function is wrong: ${(error as Error).message}.`);
  }
}

/** `cause`: what is wrong with the reference itself, whose place and remedy are the ones that help. */
export const oracleFailed = (
  target: Target,
  workload: Workload,
  why: string,
  cause?: Problem,
  exitCode: ExitCode = EXIT.failed,
): ProblemError =>
  new ProblemError(
    {
      code: "ORACLE_FAILED",
      message: `Nothing of ${target.id} (workload ${workload.name}) can be judged: ${why}`,
      where: cause?.where ?? target.file,
      mend:
        cause?.mend ??
        "Mend the oracle (without one, the baseline is the reference); nothing is measured that is not proven.",
    },
    exitCode,
    cause && { cause: new ProblemError(cause, exitCode) },
  );

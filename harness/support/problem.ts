import type { Problem } from "../model/problem.js";

/** Exit codes of the contract, in order of precedence when several apply. */
export const EXIT = {
  interrupted: 130,
  usage: 2,
  failed: 1,
  wrong: 5,
  regression: 3,
  ambiguous: 4,
  ok: 0,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Carries a problem up to whoever can show it. Thrown only for what stops the work asked for. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly exitCode: ExitCode;

  constructor(problem: Problem, exitCode: ExitCode = EXIT.failed, options?: ErrorOptions) {
    super(`${problem.code}  ${problem.message}`, options);
    this.name = "ProblemError";
    this.problem = problem;
    this.exitCode = exitCode;
  }
}

import type { Observer } from "../model/progress.js";
import type { ExitCode } from "../support/problem.js";

/** What every long command is given. */
export interface Context {
  readonly observe: Observer;
  /** Aborted by Ctrl-C: children are killed, what is finished stays. */
  readonly signal: AbortSignal;
}

/** What every command yields. */
export interface Finished<T> {
  readonly report: T;
  readonly exitCode: ExitCode;
}

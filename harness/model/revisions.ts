import type { Interval, Verdict } from "./analysis.js";
import type { Problem, Warning } from "./problem.js";

/** One side of a comparison of revisions. */
export interface RevisionSide {
  /** As it was named; null: the work tree. */
  readonly rev: string | null;
  /** Full hash; of the work tree, what it stands on. Null outside git. */
  readonly commit: string | null;
}

/**
 * measured: both were timed · identical: the same machine code, not timed · added, removed: on one side only ·
 * incomparable: kernel or inputs differ · skipped: a requirement is missing · invalid: one side is wrong · failed: one side
 * did not build.
 */
export type PairState =
  | "measured"
  | "identical"
  | "added"
  | "removed"
  | "incomparable"
  | "skipped"
  | "invalid"
  | "failed";

/** One variant of one target × workload on two sides, in the same rounds. */
export interface RevisionPair {
  readonly target: string;
  readonly workload: string;
  readonly variant: string;
  readonly state: PairState;
  /** Why it was not timed; null when it was. */
  readonly reason: string | null;
  /** Time before ÷ time now; above 1 it became faster. Null unless measured. */
  readonly ratio: Interval | null;
  readonly verdict: Verdict | null;
  /** Medians, microseconds per operation. */
  readonly before_us: number | null;
  readonly after_us: number | null;
  readonly margin: number | null;
  readonly trials: number;
  readonly seed: number | null;
  readonly warnings: readonly Warning[];
  readonly problem: Problem | null;
}

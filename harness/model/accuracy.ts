import type { Verdict } from "./analysis.js";
import type { Machine } from "./machine.js";
import type { Problem } from "./problem.js";

/** What pawl knows about itself on one machine: measurements of kernels whose true ratio is known. */

/**
 * What comparisons are made for: nothing to find, a difference of just the margin, one to find, and that with
 * less time.
 */
const KINDS = ["twins", "at-margin", "detection", "power"] as const;
type Kind = (typeof KINDS)[number];
/** What can be asked for by itself. */
export const QUESTIONS = [...KINDS, "overhead"] as const;
export type Question = (typeof QUESTIONS)[number];

/** What intervals promise, and the chance below which a count of misses counts as no accident. */
export const COVERAGE = 0.95;
export const ACCIDENT = 0.01;

/** What else the machine does meanwhile. */
export type Condition = "alone" | "disturbed";

/** Comparisons of one pair of variants, all made in the same way. */
export interface Scenario {
  readonly name: string;
  /** Which of the questions it answers. */
  readonly kind: Kind;
  readonly condition: Condition;
  readonly target: string;
  readonly workload: string;
  readonly variant: string;
  /** Baseline time ÷ variant time, by construction. */
  readonly truth: number;
  readonly margin: number;
  /** As `limits.budget`, seconds. */
  readonly budget: number;
  readonly runs: number;
}

/** One comparison, made like those of `bench run`. */
export interface Attempt {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
  readonly trials: number;
  /** Share of rounds that the slow-block filter kept. */
  readonly kept: number;
  /**
   * Seconds that the timed samples of one variant took, all trials together: the variant that took longer.
   */
  readonly measuring: number;
  /** Seconds from the first worker's start to the verdict. */
  readonly seconds: number;
}

/** What the attempts at one scenario amount to. */
export interface Score {
  readonly runs: number;
  readonly verdicts: { readonly [V in Verdict]: number };
  /** Verdicts that the truth contradicts. */
  readonly wrong: number;
  /** Of |estimate ÷ truth − 1|. */
  readonly error: { readonly p50: number; readonly p95: number; readonly max: number };
  /** Relative half-width of the intervals. */
  readonly half_width: { readonly p50: number; readonly p95: number };
  /** Intervals that contain the truth. */
  readonly covered: number;
  readonly seconds: { readonly p50: number; readonly p95: number };
}

export interface ScenarioReport extends Scenario {
  readonly score: Score;
  readonly attempts: readonly Attempt[];
}

/** One promise, and whether the measurements keep it. */
export interface Goal {
  readonly name: string;
  /** What was measured, in words and figures. */
  readonly found: string;
  readonly wanted: string;
  /** Null: too few comparisons to tell. */
  readonly met: boolean | null;
}

/** What timing itself adds to an operation, nanoseconds. */
export interface Overhead {
  /** An empty call, clock readings included, timed alone. */
  readonly empty_call: number;
  /**
   * By how much one operation timed alone, with its arguments restored before, exceeds the same one in a long
   * batch.
   */
  readonly restore_bias: number;
}

export interface AccuracyReport {
  readonly schema: "pawl/accuracy@1";
  readonly machine: Pick<Machine, "id" | "cpu" | "isa">;
  /** ISO 8601, UTC, when it ended. */
  readonly at: string;
  /** Version of pawl, whose kernels these are. */
  readonly version: string;
  /** As in records, of the project that asked: full commit hash, or null outside git. */
  readonly commit: string | null;
  /** True when tracked files of the project differed from that commit. */
  readonly dirty: boolean;
  readonly compiler: string;
  readonly seed: number;
  /** False when it was interrupted or only some of it was asked for: then it holds what was done. */
  readonly complete: boolean;
  readonly scenarios: readonly ScenarioReport[];
  readonly overhead: Overhead | null;
  /**
   * Largest 95th percentile of |error| of the twins, over the kernels: what this machine makes of no
   * difference at all. Null before any twins were compared.
   */
  readonly noise_floor: number | null;
  readonly goals: readonly Goal[];
  readonly problems: readonly Problem[];
}

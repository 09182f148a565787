import type { VariantDetail } from "./detail.js";
import type { Warning } from "./problem.js";

export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  /** Joint over all variants of the comparison, for example 0.95. */
  readonly confidence: number;
}

export type Verdict = "faster" | "slower" | "equivalent" | "inconclusive";

/**
 * Why an interval is no verdict: other programs ran on the CPU, too few trials were left to judge by, or both kernels
 * vanish behind the call.
 */
export type Reservation = "overrun" | "few-trials" | "hidden";

/** Nanoseconds per operation. */
export interface Times {
  /** Mean and standard deviation over trials, of the trials' medians. */
  readonly mean: number;
  readonly stddev: number;
  /** Over kept samples of all trials. */
  readonly median: number;
  readonly p95: number;
  readonly min: number;
}

/** What a variant tells of the device that it works on, as far as it does. */
export interface DeviceAnalysis {
  /** Null: its runtime knows none. */
  readonly name?: string | null;
  /** Median nanoseconds of device time per operation; null: never known. */
  readonly time?: number | null;
}

export interface VariantAnalysis {
  readonly times: Times;
  /** Baseline time ÷ variant time; null for the baseline. */
  readonly ratio: Interval | null;
  /** `inconclusive` where it is withheld. */
  readonly verdict: Verdict | null;
  readonly withheld: Reservation | null;
  /** Absent where nothing is told of any. */
  readonly device?: DeviceAnalysis;
  /** Only where asked for. */
  readonly detail?: VariantDetail;
}

export interface TrialSummary {
  readonly rounds: number;
  /** Share of rounds that the slow-block filter kept. */
  readonly kept: number;
  readonly variants: {
    readonly [name: string]: { readonly log_ratio: number | null; readonly median_us: number };
  };
}

export interface Analysis {
  readonly trials: readonly TrialSummary[];
  /** Trials of which something was left to judge by. */
  readonly usable: number;
  /** Trials of stage one, where these are those of a second stage; absent: there was none. */
  readonly stageOne?: number;
  readonly rounds: number;
  readonly kept: number;
  readonly variants: { readonly [name: string]: VariantAnalysis };
  readonly warnings: readonly Warning[];
}

import type { Interval, TrialSummary, Verdict } from "./analysis.js";
import type { Counter } from "./counter.js";
import type { VariantDetail } from "./detail.js";
import type { Problem, Warning } from "./problem.js";
import type { RunSettings } from "./target.js";

/**
 * measured: timed · skipped: a requirement is missing, or what it would be built with, or the baseline that it would be
 * judged by is out · built: compiled, no device here · invalid: wrong, crashed or hung · failed: did not build.
 */
export type VariantState = "measured" | "skipped" | "built" | "invalid" | "failed";

/** Whether something became of a variant; one that is skipped or only built awaits another machine. */
export const hasOutcome = ({ state }: { readonly state: VariantState }): boolean =>
  state !== "skipped" && state !== "built";

/** One variant of one target × workload, as `--json` prints it and records keep it. */
export interface VariantResult {
  readonly state: VariantState;
  readonly verified: boolean | null;
  readonly problem: Problem | null;
  readonly ratio: Interval | null;
  readonly verdict: Verdict | null;
  /** Microseconds per operation; present only when measured. */
  readonly mean_us?: number;
  readonly stddev_us?: number;
  readonly median_us?: number;
  readonly p95_us?: number;
  readonly min_us?: number;
  /** The device that it works on, as its runtime names it; null: not known. Absent: the variant tells of none. */
  readonly device?: string | null;
  /**
   * Median device time of an operation by events of the runtime, which are recorded when nothing else is timed: no part
   * of any ratio. Null: not known; absent: the variant does not tell it.
   */
  readonly device_us?: number | null;
  /** From the median and the declared cost, when declared. */
  readonly gb_per_s?: number;
  readonly gflop_per_s?: number;
  readonly items_per_s?: number;
  /**
   * Of one operation, as `counter` counted them; only where `--counter` asked for them. Null: they could not be counted,
   * and the warning `instructions-not-counted` tells why.
   */
  readonly instructions?: number | null;
  /** Fewest and most of one call, where calls differ. */
  readonly instructions_range?: readonly [fewest: number, most: number];
  /** Hash of the built library. */
  readonly artifact?: string;
  /** Only in what `bench run --detail` prints, of what was measured; records never carry it. */
  readonly detail?: VariantDetail;
}

/** One target × workload. */
export interface Result {
  readonly target: string;
  readonly workload: string;
  readonly baseline: string;
  readonly optimized: string | null;
  /** Highest `ratio.low` among the variants judged `faster`. */
  readonly best: string | null;
  readonly margin: number;
  /** Of the stage that decided. */
  readonly trials: number;
  /** Trials of stage one, where these are those of a second stage, whose number it set; absent: there was none. */
  readonly stage_one?: number;
  readonly rounds: number;
  /** Share of rounds kept by the slow-block filter, 0 to 1. */
  readonly kept: number;
  /**
   * Least time in which the machine's memory hierarchy moves the declared bytes of one operation, in
   * microseconds: see `analyse/floor.ts`. Null where none are declared, or no bandwidth could be measured;
   * absent from older records.
   */
  readonly floor_us?: number | null;
  /** The cache that `--cache` asked for, whatever is declared; records never carry it. */
  readonly cache?: RunSettings["cache"];
  /** Drawn inputs with which the verified variants were proven, beside the workload's own; absent: none. */
  readonly fuzzed?: number;
  /** Decided the order of rounds and instances and where memory and code lay; `bench run --seed` takes it. */
  readonly seed?: number;
  /** Who counted instructions; absent: nobody was asked to, or could. */
  readonly counter?: Counter;
  readonly warnings: readonly Warning[];
  readonly variants: { readonly [name: string]: VariantResult };
}

export const RECORD_SCHEMA = "pawl/record@1";

/** Whether anything became of a comparison; else there is nothing to keep of it. */
export const wasTried = ({ variants }: Pick<Result, "variants">): boolean =>
  Object.values(variants).some(hasOutcome);

/** One line of `results/<machine>/<id>.jsonl`: immutable once written. */
export interface MeasurementRecord extends Result {
  readonly schema: typeof RECORD_SCHEMA;
  readonly run: {
    /** Unique per invocation. */
    readonly id: string;
    /** ISO 8601, UTC, when the measurement ended. */
    readonly at: string;
    /** Full commit hash of the project, or null outside git. */
    readonly commit: string | null;
    /** True when tracked files differed from that commit. */
    readonly dirty: boolean;
    /** Version of pawl. */
    readonly version: string;
  };
  /** Machine id, the folder's name. */
  readonly machine: string;
  /** What was measured: the record is stale once the hash of the same files and the declaration differs. */
  readonly content: { readonly hash: string; readonly files: readonly string[] };
  readonly toolchain: { readonly compiler: string; readonly flags: readonly string[] };
  readonly trial_summaries: readonly TrialSummary[];
}

/** Derived, never typed by hand; see `record/status.ts`. */
export type Status = "NOT_STARTED" | "BENCHMARKED" | "IMPLEMENTED" | "VALIDATED" | "COMPLETE" | "REJECTED";

import type { Interval } from "./analysis.js";
import type { Machine } from "./machine.js";
import type { Problem, Warning } from "./problem.js";

/** The best that a project is known to have reached on one machine, and what a gate says about today. */

/** Relative: 0.03 is 3 %. */
export interface Thresholds {
  /** Slower by more than this, beyond doubt and twice, is a regression. Default 0.03. */
  readonly regression: number;
  /** Faster by more than this, beyond doubt and twice, raises the best-known. Default 0.05. */
  readonly improvement: number;
}

export const DEFAULT_THRESHOLDS: Thresholds = { regression: 0.03, improvement: 0.05 };

/** How far a later state was from the best-known: time of the best-known ÷ time of that. */
export interface Distance extends Interval {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly commit: string | null;
}

/** One variant of one target × workload, as fast as it was known to be, and how to build it again. */
export interface BestKnown {
  /** Full hash of the commit that has its sources. */
  readonly commit: string;
  /** Of its declaration and sources; see `MeasurementRecord.content`. Null where another machine measured it. */
  readonly content: string | null;
  /** Hash of its built library. */
  readonly artifact: string;
  /** Of all that a measurement depends on beside the machine: what has the same one need not be measured. */
  readonly identity: string;
  /** Baseline time ÷ its time, where both were measured in the same rounds. */
  readonly ratio: Interval | null;
  /** Microseconds per operation. */
  readonly median_us: number;
  readonly baseline_us: number | null;
  /** ISO 8601, UTC: when it was measured. */
  readonly at: string;
  /** Id of the run whose record says so; null where the ratchet itself measured it. */
  readonly record: string | null;
  /** Why it was put down on purpose, and from which commit; absent: it never was. */
  readonly lowered?: { readonly why: string; readonly at: string; readonly from: string } | undefined;
  /** What was measured against it since, the last ones. */
  readonly distances: readonly Distance[];
}

/** A measurement of two that are the same machine code: what it differs from 1 by is noise. */
export interface NoiseSample {
  readonly at: string;
  readonly target: string;
  readonly workload: string;
  readonly variant: string;
  readonly ratio: number;
}

/** By target, workload and variant. */
export type BestByCase = {
  readonly [target: string]: { readonly [workload: string]: { readonly [variant: string]: BestKnown } };
};

export const RATCHET_SCHEMA = "pawl/ratchet-file@1";

/** `results/<machine>/ratchet.json`. */
export interface RatchetFile {
  readonly schema: typeof RATCHET_SCHEMA;
  readonly machine: string;
  /** Another machine of this class may build and measure the same commits. */
  readonly isa: string;
  readonly best: BestByCase;
  /** The last ones. */
  readonly noise: readonly NoiseSample[];
}

/**
 * regression, improvement: beyond the threshold, twice · unchanged: measured, and neither · identical: the same machine
 * code, or sources; not measured · ambiguous: the interval leaves it open, or the second measurement did not confirm the
 * first · created: there was no best-known · lowered: put down on purpose · incomparable: kernel or inputs are others now ·
 * removed: the variant is not declared any more · skipped, invalid, failed: as of a run.
 */
export const RATCHET_OUTCOMES = [
  "regression",
  "invalid",
  "failed",
  "ambiguous",
  "incomparable",
  "removed",
  "improvement",
  "lowered",
  "created",
  "unchanged",
  "identical",
  "skipped",
] as const;
export type RatchetOutcome = (typeof RATCHET_OUTCOMES)[number];

/** One variant of one target × workload. */
export interface RatchetCase {
  readonly target: string;
  /** Declaration, relative to the project root. */
  readonly file: string;
  readonly workload: string;
  readonly variant: string;
  readonly outcome: RatchetOutcome;
  /** In a sentence, where the outcome does not say it all. */
  readonly reason: string | null;
  readonly thresholds: Thresholds;
  /** What today is held against; null where there is none. */
  readonly best: Pick<BestKnown, "commit" | "at" | "median_us"> | null;
  /** Medians of the measurement that decided, microseconds: the best-known's, and today's. */
  readonly best_us: number | null;
  readonly now_us: number | null;
  /** Time of the best-known ÷ time of today, of every measurement; the last one decided. */
  readonly measured: readonly Interval[];
  readonly trials: number;
  /** Earlier distances to the same best-known, oldest first. */
  readonly distances: readonly Distance[];
  readonly warnings: readonly Warning[];
  readonly problem: Problem | null;
}

/** The document of a ratchet that ended before it had a report. */
export interface RatchetFailure {
  readonly schema: "pawl/ratchet@1";
  readonly cases: readonly never[];
  /** One or more. */
  readonly problems: readonly Problem[];
}

/** What is added here is added to `harness/render/ratchet/document.ts`, too: it refuses fields that it does not know. */
export interface RatchetReport {
  readonly schema: "pawl/ratchet@1";
  readonly machine: Pick<Machine, "id" | "cpu" | "isa">;
  readonly commit: string | null;
  /** `ratchet.json`, relative to the project root. */
  readonly file: string;
  readonly written: boolean;
  /** Relative error of measurements of equals on this machine, 95 of 100 stay below; null: not known. */
  readonly noise: number | null;
  readonly counts: { readonly [outcome in RatchetOutcome]: number };
  readonly cases: readonly RatchetCase[];
  readonly problems: readonly Problem[];
}

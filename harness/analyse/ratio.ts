import quantile from "@stdlib/stats-base-dists-t-quantile";
import { mean, sampleStandardDeviation } from "simple-statistics";
import type { Interval } from "../model/analysis.js";
import { type Levels, pairedLogRatios } from "./groups.js";
import { median } from "./samples.js";

/** Logarithms of baseline time ÷ variant time. */
export interface Estimates {
  /** `pairs[trial][epoch][group]`. */
  readonly pairs: readonly (readonly Float64Array[])[];
  /** `epochs[trial][epoch]`: medians of `pairs`. */
  readonly epochs: readonly (readonly number[])[];
  /** Means over the trial's epochs; null for a trial of which nothing was kept. */
  readonly trials: readonly (number | null)[];
}

/** `levels[trial][epoch]`, of variant `v` against the baseline. */
export function estimate(levels: readonly (readonly Levels[])[], v: number): Estimates {
  const pairs = levels.map((epochs) => epochs.map((epoch) => pairedLogRatios(epoch, v)));
  const epochs = pairs.map((trial) => trial.map(median));
  return { pairs, epochs, trials: epochs.map((trial) => (trial.length > 0 ? mean(trial) : null)) };
}

export interface Certainty {
  /** Joint over all comparisons, for example 0.95. */
  readonly confidence: number;
  /** Ratios that are stated together: the confidence is shared out among them (Bonferroni). */
  readonly comparisons: number;
  /** Systematic uncertainty of a log-ratio from the clock; see `resolution`. */
  readonly resolution: number;
  /** Whether the clock is too coarse to be neglected: then its uncertainty is added. */
  readonly coarse: boolean;
}

/**
 * Student's t interval on the trials' log-ratios, as ratios: mean ± t(1 − (1 − confidence) ÷ (2 × comparisons), n − 1)
 * × s ÷ √n. The spread between trials already contains the noise within them. What it does not contain is the clock's
 * resolution, which is the same in all trials: the half-width is never below it, and is widened by all of it when
 * the clock is coarse. Null with fewer than two trials: a ratio is not stated without its interval.
 */
export function interval(trials: readonly number[], certainty: Certainty): Interval | null {
  const { confidence, comparisons, resolution, coarse } = certainty;
  const n = trials.length;
  if (n < 2) return null;
  const centre = mean(trials);
  const t = quantile(1 - (1 - confidence) / (2 * comparisons), n - 1);
  const spread = (t * sampleStandardDeviation(trials)) / Math.sqrt(n);
  const half = coarse ? spread + resolution : Math.max(spread, resolution);
  return {
    estimate: Math.exp(centre),
    low: Math.exp(centre - half),
    high: Math.exp(centre + half),
    confidence,
  };
}

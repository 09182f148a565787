import type { Interval } from "../model/analysis.js";
import type { Thresholds } from "../model/ratchet.js";

/** What one measurement against the best-known says. */
export type Distance = "slower" | "faster" | "within" | "open";

/**
 * A ratio is time of the best-known ÷ time of today. Slower and faster need the whole interval beyond their threshold;
 * within, no doubt that it is not slower.
 */
export function judge({ low, high }: Pick<Interval, "low" | "high">, thresholds: Thresholds): Distance {
  const slower = 1 / (1 + thresholds.regression);
  if (high < slower) return "slower";
  if (low > 1 + thresholds.improvement) return "faster";
  return low >= slower ? "within" : "open";
}

export type Decision = "regression" | "improvement" | "unchanged" | "ambiguous";

/** Measurements of one case at most: the first may be unlucky, and a confirmation must be fresh. */
const MOST_MEASUREMENTS = 3;

/**
 * What all measurements so far decide, or null: measure again, in fresh processes. Slower or faster is decided by two in a
 * row that agree; anything else that the last one leaves no doubt of, by that one.
 */
export function decide(measured: readonly Distance[]): Decision | null {
  const last = measured.at(-1);
  if (last === "within") return "unchanged";
  const confirmed = last !== undefined && last !== "open" && measured.at(-2) === last;
  if (confirmed) return last === "slower" ? "regression" : "improvement";
  return measured.length < MOST_MEASUREMENTS ? null : "ambiguous";
}

/** Bounds of the half-width that a further measurement tries for. */
const FINEST = 0.001;
const COARSEST = 0.01;

/**
 * Half-width, relative, for the next measurement: half of the way from the estimate to the threshold that it is nearest to,
 * so that an interval as wide does not reach it.
 */
export function precisionFor({ estimate }: Pick<Interval, "estimate">, thresholds: Thresholds): number {
  const { regression, improvement } = thresholds;
  const boundaries = [-Math.log1p(regression), Math.log1p(improvement)];
  const way = Math.min(...boundaries.map((boundary) => Math.abs(Math.log(estimate) - boundary)));
  return Math.min(COARSEST, Math.max(FINEST, way / 2));
}

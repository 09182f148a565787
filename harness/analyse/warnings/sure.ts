import quantile from "@stdlib/stats-base-dists-t-quantile";
import { mean, sampleStandardDeviation } from "simple-statistics";

/** Many questions are asked of every comparison: each may be answered wrongly once in two thousand times. */
const WRONG = 0.0005;

/**
 * The mean of values that scatter about it, when it is surely not zero (Student's t, two-sided); else null.
 * `wrong`: how often a mean that is zero may be taken for another.
 */
export function sureOf(values: readonly number[], wrong = WRONG): number | null {
  if (values.length < 3) return null;
  const centre = mean(values);
  const error = sampleStandardDeviation(values) / Math.sqrt(values.length);
  return Math.abs(centre) > quantile(1 - wrong / 2, values.length - 1) * error ? centre : null;
}

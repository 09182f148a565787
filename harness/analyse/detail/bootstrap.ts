import { mean } from "simple-statistics";
import type { Interval } from "../../model/analysis.js";
import { randomStream } from "../../support/random.js";
import { quantiles } from "../samples.js";

/** Efron & Tibshirani (1993), "An Introduction to the Bootstrap", 14.3: at least 1,000 for intervals. */
const RESAMPLES = 10_000;

/**
 * Percentile interval (Efron & Tibshirani 1993, 13.3) of the ratio, from trials' log-ratios drawn with replacement. It
 * assumes no distribution, but with few trials it is too narrow (at five by more than a third), so it stands beside the
 * t interval and decides nothing. The same trials give the same interval. Null with fewer than two trials.
 *
 * `confidence` is joint over `comparisons`, as that of the t interval.
 */
export function bootstrap(
  trials: readonly number[],
  { confidence, comparisons }: { readonly confidence: number; readonly comparisons: number },
): Interval | null {
  const n = trials.length;
  if (n < 2) return null;
  const random = randomStream(n, "bootstrap");
  const means = new Float64Array(RESAMPLES);
  for (let i = 0; i < RESAMPLES; i++) {
    let sum = 0;
    for (let draw = 0; draw < n; draw++) sum += trials[random.integer(0, n - 1)] as number;
    means[i] = sum / n;
  }
  const tail = (1 - confidence) / (2 * comparisons);
  const [low = Number.NaN, high = Number.NaN] = quantiles(means, [tail, 1 - tail]);
  return { estimate: Math.exp(mean([...trials])), low: Math.exp(low), high: Math.exp(high), confidence };
}

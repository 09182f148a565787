import type { Exported } from "../../model/export.js";
import { json, nanoseconds, type TimedEntry, timedEntries, trialTimes } from "./entries.js";

/**
 * Bencher Metric Format (https://bencher.dev/docs/reference/bencher-metric-format): per benchmark `latency`, Bencher's
 * own measure, in nanoseconds per operation: the median, between the smallest and the largest median of a trial; and
 * of each variant but the baseline `speedup`: baseline ÷ variant with its interval, without a unit, more is better.
 */
export const bencher = (exported: Exported): string =>
  json(Object.fromEntries(timedEntries(exported).map((entry) => [entry.name, measures(entry)])));

function measures(entry: TimedEntry) {
  const trials = trialTimes(entry).map(({ us }) => nanoseconds(us));
  const { median_us, ratio } = entry.result;
  const bounds =
    trials.length === 0 ? {} : { lower_value: Math.min(...trials), upper_value: Math.max(...trials) };
  return {
    latency: { value: nanoseconds(median_us), ...bounds },
    ...(ratio === null
      ? {}
      : { speedup: { value: ratio.estimate, lower_value: ratio.low, upper_value: ratio.high } }),
  };
}

import { max, median, min } from "simple-statistics";
import type { Exported } from "../../model/export.js";
import { json, seconds, type TimedEntry, timedEntries, trialTimes } from "./entries.js";

/**
 * What `hyperfine --export-json` writes (1.x, https://github.com/sharkdp/hyperfine: src/benchmark/benchmark_result.rs)
 * and its plotting scripts read. What is a run there is a trial here: `times` are the trials' medians, in seconds per
 * operation, and the other figures are theirs. What is not measured, CPU time and exit codes, is null. A record without
 * trials, which `bench` never writes, has nothing to show here.
 */
export const hyperfine = (exported: Exported): string =>
  json({ results: timedEntries(exported).flatMap((entry) => result(entry) ?? []) });

function result(entry: TimedEntry) {
  const times = trialTimes(entry).map(({ us }) => seconds(us));
  if (times.length === 0) return null;
  return {
    command: entry.name,
    mean: seconds(entry.result.mean_us),
    stddev: times.length === 1 ? null : seconds(entry.result.stddev_us),
    median: median(times),
    user: null,
    system: null,
    min: min(times),
    max: max(times),
    times,
    exit_codes: times.map(() => null),
  };
}

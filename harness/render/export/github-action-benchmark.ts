import type { Exported } from "../../model/export.js";
import { significant } from "../number.js";
import { json, nanoseconds, speedup, type TimedEntry, timedEntries } from "./entries.js";

/**
 * What github-action-benchmark reads with `tool: customSmallerIsBetter`
 * (https://github.com/benchmark-action/github-action-benchmark): the median in nanoseconds per operation. `range` is the
 * standard deviation of the trials' medians; `extra` is shown where one points at a value.
 */
export const githubActionBenchmark = (exported: Exported): string =>
  json(
    timedEntries(exported).map((entry) => ({
      name: entry.name,
      unit: "ns",
      value: nanoseconds(entry.result.median_us),
      range: `± ${significant(nanoseconds(entry.result.stddev_us))}`,
      extra: extra(entry).join("\n"),
    })),
  );

function extra(entry: TimedEntry): string[] {
  const { target, record, stale } = entry;
  const { commit, dirty, at } = record.run;
  return [
    target.title,
    speedup(entry),
    `trials: ${record.trials}, rounds: ${record.rounds}`,
    `machine: ${record.machine}`,
    `measured: ${at}`,
    ...(commit === null ? [] : [`commit: ${commit.slice(0, 12)}${dirty ? " with changes" : ""}`]),
    ...(stale ? ["STALE: sources or declaration have changed since"] : []),
  ];
}

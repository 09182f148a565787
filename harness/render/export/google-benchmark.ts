import type { Exported } from "../../model/export.js";
import {
  entriesOf,
  isTimed,
  json,
  nanoseconds,
  speedup,
  type TimedEntry,
  timedEntries,
  trialTimes,
} from "./entries.js";

/**
 * What Google Benchmark writes with `--benchmark_format=json` (schema 1, src/json_reporter.cc) and its compare.py reads:
 * per variant either the aggregates over all trials or, with `iterations`, one entry per trial, never both, so that no
 * reader counts a time twice. A trial's time is the median of its samples, whose number is `iterations`; of the
 * aggregates, mean and stddev are over the trials' medians, median, min and p95 over all samples.
 *
 * What is not measured (clock rate, load, how many CPUs share a cache) is left out, but for `cpu_time`: without it
 * compare.py passes over an entry silently, so it is there, and 0.
 */
export function googleBenchmark(exported: Exported, iterations: boolean): string {
  const benchmarks = exported.cases.flatMap((one, family) =>
    entriesOf(one)
      .filter(isTimed)
      .flatMap((entry, instance): object[] => {
        const place = { family_index: family, per_family_instance_index: instance };
        return iterations ? perTrial(entry, place) : aggregates(entry, place);
      }),
  );
  return json({ context: context(exported, iterations), benchmarks });
}

function context(exported: Exported, iterations: boolean) {
  const { id, description } = exported.machine;
  const runs = timedEntries(exported).map(({ record }) => record.run);
  const latest = runs.reduce((a, b) => (b.at > a.at ? b : a));
  return {
    date: latest.at,
    host_name: id,
    executable: "pawl",
    ...(description === null ? {} : { num_cpus: description.cpus }),
    caches: (description?.caches ?? []).map(({ type, level, bytes }) => ({ type, level, size: bytes })),
    load_avg: [],
    json_schema_version: 1,
    pawl_version: latest.version,
    ...(description === null ? {} : { cpu: description.cpu }),
    real_time: iterations ? "wall clock, median of one trial's samples" : "wall clock",
    cpu_time: "not measured, always 0",
  };
}

interface Place {
  readonly family_index: number;
  readonly per_family_instance_index: number;
}

/** Fields that both kinds of entry have. Only one thread ever calls the kernel, however many that starts. */
const entry = ({ name }: TimedEntry, place: Place, suffix: string, repetitions: number) => ({
  name: name + suffix,
  ...place,
  run_name: name,
  repetitions,
  threads: 1,
});

function perTrial(timed: TimedEntry, place: Place) {
  const trials = trialTimes(timed);
  return trials.map(({ us, samples }, index) => ({
    ...entry(timed, place, "", trials.length),
    run_type: "iteration",
    repetition_index: index,
    iterations: samples,
    ...times(us),
    label: speedup(timed),
  }));
}

function aggregates(timed: TimedEntry, place: Place) {
  const { median_us, mean_us, stddev_us, min_us, p95_us } = timed.result;
  const { trials } = timed.record;
  const found = { median: median_us, mean: mean_us, stddev: stddev_us, min: min_us, p95: p95_us };
  return Object.entries(found).map(([name, us]) => ({
    ...entry(timed, place, `_${name}`, trials),
    run_type: "aggregate",
    aggregate_name: name,
    aggregate_unit: "time",
    // As there: of an aggregate, what it is made of.
    iterations: trials,
    ...times(us),
    ...(name === "median" ? rates(timed) : {}),
    label: speedup(timed),
  }));
}

const times = (us: number) => ({ real_time: nanoseconds(us), cpu_time: 0, time_unit: "ns" });

/** From the median and the declared cost. */
const rates = ({ result: { gb_per_s, items_per_s } }: TimedEntry) => ({
  ...(gb_per_s === undefined ? {} : { bytes_per_second: gb_per_s * 1e9 }),
  ...(items_per_s === undefined ? {} : { items_per_second: items_per_s }),
});

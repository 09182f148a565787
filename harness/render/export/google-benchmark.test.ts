import * as v from "valibot";
import { expect, test } from "vitest";
import { googleBenchmark } from "./google-benchmark.js";
import { everything, nameless, TIMED } from "./testing/exported.js";

/**
 * `ReportContext` and `PrintRunData` of google/benchmark, src/json_reporter.cc, but for what pawl does not measure:
 * `mhz_per_cpu`, `num_sharing`, and of the library that did not run `library_version` and `library_build_type`. Texts
 * of one's own belong to the context (`--benchmark_context`), numbers of one's own to a benchmark (counters).
 */
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.gtValue(0));
const shared = {
  name: v.string(),
  family_index: count,
  per_family_instance_index: count,
  run_name: v.string(),
  repetitions: count,
  threads: v.literal(1),
  iterations: count,
  real_time: positive,
  cpu_time: v.literal(0),
  time_unit: v.literal("ns"),
  label: v.string(),
};
const iteration = v.strictObject({ ...shared, run_type: v.literal("iteration"), repetition_index: count });
const aggregate = v.strictObject({
  ...shared,
  run_type: v.literal("aggregate"),
  aggregate_name: v.picklist(["median", "mean", "stddev", "min", "p95"]),
  aggregate_unit: v.literal("time"),
  bytes_per_second: v.optional(positive),
  items_per_second: v.optional(positive),
});
const cache = v.strictObject({ type: v.string(), level: count, size: count });
const context = v.strictObject({
  date: v.pipe(v.string(), v.isoTimestamp()),
  host_name: v.string(),
  executable: v.string(),
  num_cpus: v.optional(count),
  caches: v.array(cache),
  load_avg: v.tuple([]),
  json_schema_version: v.literal(1),
  pawl_version: v.string(),
  cpu: v.optional(v.string()),
  real_time: v.string(),
  cpu_time: v.string(),
});

const documentOf = <T extends v.GenericSchema>(benchmark: T, text: string) =>
  v.parse(v.strictObject({ context, benchmarks: v.array(benchmark) }), JSON.parse(text));

test("aggregates over all trials, and nothing else", async () => {
  const text = googleBenchmark(everything, false);
  const { benchmarks } = documentOf(aggregate, text);
  expect([...new Set(benchmarks.map(({ run_name }) => run_name))]).toEqual(TIMED);
  expect(benchmarks).toHaveLength(5 * TIMED.length);
  for (const { name, run_name, aggregate_name } of benchmarks)
    expect(name).toBe(`${run_name}_${aggregate_name}`);
  await expect(text).toMatchFileSnapshot("golden/google-benchmark.json.golden");
});

test("an iteration per trial that counts, and nothing else", async () => {
  const text = googleBenchmark(everything, true);
  const { benchmarks } = documentOf(iteration, text);
  const own = benchmarks.filter(({ name }) => name === "5.1/vocab128k/divide");
  expect(own.map(({ real_time, iterations }) => [real_time, iterations])).toEqual([
    [36_580, 490],
    [36_530, 500],
    [36_720, 450],
  ]);
  expect(own.map((one) => [one.repetitions, one.repetition_index])).toEqual([
    [3, 0],
    [3, 1],
    [3, 2],
  ]);
  await expect(text).toMatchFileSnapshot("golden/google-benchmark-iterations.json.golden");
});

test("a lost description costs what only it knows", () => {
  expect(documentOf(aggregate, googleBenchmark(nameless, false)).context).toMatchObject({
    host_name: "amd-epyc-zen4-2c-1f3a",
    caches: [],
  });
});

import * as v from "valibot";
import { expect, test } from "vitest";
import { hyperfine } from "./hyperfine.js";
import { everything, TIMED } from "./testing/exported.js";

/** `BenchmarkResult` of sharkdp/hyperfine 1.20, src/benchmark/benchmark_result.rs, with null for what is not measured. */
const seconds = v.pipe(v.number(), v.gtValue(0));
const schema = v.strictObject({
  results: v.array(
    v.strictObject({
      command: v.string(),
      mean: seconds,
      stddev: v.nullable(v.pipe(v.number(), v.minValue(0))),
      median: seconds,
      user: v.null(),
      system: v.null(),
      min: seconds,
      max: seconds,
      times: v.array(seconds),
      exit_codes: v.array(v.null()),
    }),
  ),
});

test("what --export-json writes", async () => {
  const text = hyperfine(everything);
  const { results } = v.parse(schema, JSON.parse(text));
  expect(results.map(({ command }) => command)).toEqual(TIMED.slice(0, -1));
  expect(results[0]).toMatchObject({
    median: 36.58e-6,
    min: 36.53e-6,
    max: 36.72e-6,
    times: [36.58e-6, 36.53e-6, 36.72e-6],
    exit_codes: [null, null, null],
  });
  // hyperfine gives no deviation of a single run either.
  expect(results.find(({ command }) => command === "5.1/tiny/divide")?.stddev).toBeNull();
  await expect(text).toMatchFileSnapshot("golden/hyperfine.json.golden");
});

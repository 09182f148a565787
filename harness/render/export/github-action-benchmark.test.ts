import * as v from "valibot";
import { expect, test } from "vitest";
import { githubActionBenchmark } from "./github-action-benchmark.js";
import { everything, TIMED } from "./testing/exported.js";

/** `BenchmarkResults` of benchmark-action/github-action-benchmark, src/extract.ts; it refuses an empty list. */
const schema = v.pipe(
  v.array(
    v.strictObject({
      name: v.string(),
      value: v.number(),
      range: v.optional(v.string()),
      unit: v.string(),
      extra: v.optional(v.string()),
    }),
  ),
  v.nonEmpty(),
);

test("customSmallerIsBetter", async () => {
  const text = githubActionBenchmark(everything);
  const entries = v.parse(schema, JSON.parse(text));
  expect(entries.map(({ name }) => name)).toEqual(TIMED);
  expect(entries[1]).toMatchObject({ unit: "ns", value: 19_031.86, range: "± 76.28" });
  const stale = entries.filter(({ extra }) => extra?.includes("STALE")).map(({ name }) => name);
  expect(stale).toEqual(TIMED.filter((name) => name.startsWith("5.1/tiny/")));
  await expect(text).toMatchFileSnapshot("golden/github-action-benchmark.json.golden");
});

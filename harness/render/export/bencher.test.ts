import * as v from "valibot";
import { expect, test } from "vitest";
import { bencher } from "./bencher.js";
import { everything, TIMED } from "./testing/exported.js";

/** https://bencher.dev/bmf.json, with the measures that pawl has; a name has at most 1024 characters. */
const metric = v.pipe(
  v.strictObject({
    value: v.number(),
    lower_value: v.optional(v.number()),
    upper_value: v.optional(v.number()),
  }),
  v.check(
    ({ value, lower_value = value, upper_value = value }) => lower_value <= value && value <= upper_value,
  ),
);
const schema = v.record(
  v.pipe(v.string(), v.minLength(1), v.maxLength(1024)),
  v.strictObject({ latency: metric, speedup: v.optional(metric) }),
);

test("Bencher Metric Format", async () => {
  const text = bencher(everything);
  const document = v.parse(schema, JSON.parse(text));
  expect(Object.keys(document)).toEqual(TIMED);
  expect(document["5.1/vocab128k/multiply"]).toEqual({
    latency: { value: 19_031.86, lower_value: 19_030, upper_value: 19_130 },
    speedup: { value: 1.92, lower_value: 1.9, upper_value: 1.94 },
  });
  expect(document["5.1/vocab128k/divide"]?.speedup).toBeUndefined();
  await expect(text).toMatchFileSnapshot("golden/bencher.json.golden");
});

test("without trials there are no bounds", () => {
  expect(v.parse(schema, JSON.parse(bencher(everything)))["a.b-c_D/vocab128k/multiply"]?.latency).toEqual({
    value: 19_031.86,
  });
});

import fc from "fast-check";
import { quantileSorted, median as reference, quantile as selected } from "simple-statistics";
import { expect, test } from "vitest";
import { concatenate, median, quantile, quantiles, toColumns } from "./samples.js";
import { summarise } from "./times.js";

const of = (...samples: number[]) => Float64Array.from(samples);

test("times are those of the trials' medians, and of all samples", () => {
  // Medians 2, 4, 6: mean 4, sample standard deviation 2. All samples in order: 1 2 3 3 4 5 6 6 60.
  const found = summarise([of(2, 1, 3), of(3, 5, 4), of(6, 6, 60)]);
  expect(found).toEqual({ mean: 4, stddev: 2, median: 4, p95: expect.closeTo(6 + 0.6 * 54, 9), min: 1 });
});

test("the deviation over one trial is 0", () => {
  expect(summarise([of(3, 1)])).toMatchObject({ mean: 2, stddev: 0 });
});

test("quantiles do not reorder what they are given, and agree with simple-statistics", () => {
  const samples = of(9, 1, 10, 2, 4);
  expect(median(samples)).toBe(reference(Array.from(samples)));
  expect(quantile(samples, 0.9)).toBe(selected(Array.from(samples), 0.9));
  expect(samples).toEqual(of(9, 1, 10, 2, 4));
});

test("quantiles are of type 7", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 7.2.6.2, "Percentiles": twelve gauge measurements whose 90th
  // percentile is 95.1957 by the rank 1 + p (N − 1).
  const gauge = of(
    ...[95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.061],
    ...[95.1591, 95.1195, 95.1065, 95.0925, 95.199, 95.1682],
  );
  expect(quantile(gauge, 0.9)).toBeCloseTo(95.1957, 4);
  expect(median(gauge)).toBeCloseTo((95.1567 + 95.1591) / 2, 10);
});

test("selection finds what sorting does, for any samples and any quantiles in any order", () => {
  const samples = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 400,
    },
  );
  const shares = fc.array(
    fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  );
  fc.assert(
    fc.property(samples, shares, (values, ps) => {
      const sorted = values.toSorted((a, b) => a - b);
      const expected = ps.map((p) => quantileSorted(sorted, p));
      expect(quantiles(Float64Array.from(values), ps)).toEqual(expected);
      expect(ps.map((p) => quantile(Float64Array.from(values), p))).toEqual(expected);
    }),
    { seed: 4 },
  );
});

test("columns and concatenation", () => {
  const columns = toColumns(
    { rounds: 2, samples: of(1, 2, 3, 4, 5, 6), order: new Uint8Array(6), probe: of() },
    3,
  );
  expect(columns).toEqual([of(1, 4), of(2, 5), of(3, 6)]);
  expect(concatenate(columns)).toEqual(of(1, 4, 2, 5, 3, 6));
});

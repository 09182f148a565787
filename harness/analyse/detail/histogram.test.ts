import { expect, test } from "vitest";
import { histogram } from "./histogram.js";

test("counts in equal bins from the first sample to the given end", () => {
  const samples = Float64Array.from({ length: 97 }, (_, i) => 100 + i / 2);
  const found = histogram(samples, 148);
  expect(found).toMatchObject({ from_us: 100, to_us: 148, beyond: 0 });
  // Two samples for each of the 48 bins, and the very last one, which ends its bin.
  expect(found.counts).toEqual([...new Array<number>(47).fill(2), 3]);
});

test("tells what is beyond the end", () => {
  const found = histogram(Float64Array.of(1, 2, 3, 50, 60), 3);
  expect(found.beyond).toBe(2);
  expect(found.counts.reduce((sum, n) => sum + n, 0)).toBe(3);
});

test("samples all alike share the middle bin", () => {
  const found = histogram(Float64Array.of(7, 7, 7), 7);
  expect(found.counts.indexOf(3)).toBe(24);
});

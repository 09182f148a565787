import { expect, test } from "vitest";
import { randomStream } from "../../harness/support/random.js";
import { cutRows } from "./rows.js";

const drawn = (seed: number, n: number, width: number) =>
  cutRows(width)({ n, random: randomStream(seed, "values"), instance: 0 }) as Float32Array;

test("rows and instances differ, the same seed draws the same", () => {
  const values = drawn(42, 3 * 500, 500);
  const rows = [0, 1, 2].map((r) => values.subarray(500 * r, 500 * (r + 1)).join());
  expect(new Set(rows).size).toBe(3);
  expect(drawn(42, 3 * 500, 500)).toEqual(values);
  expect(drawn(43, 3 * 500, 500)).not.toEqual(values);
  expect(values.every(Number.isFinite)).toBe(true);
});

test("no rows, and a last one that is cut short", () => {
  expect(drawn(42, 0, 500)).toHaveLength(0);
  expect(drawn(42, 700, 500)).toHaveLength(700);
});

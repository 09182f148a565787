import { expect, test } from "vitest";
import { movedRows, selectionSort } from "./pairs.js";

const drawn = (integer: (low: number, high: number) => number) =>
  Int32Array.from(
    selectionSort({ n: 14, random: { integer, real: () => 0, normal: () => 0 }, instance: 0 }),
    Number,
  );

test.each([
  ["lowest", (low: number) => low],
  ["highest", (_: number, high: number) => high],
  ["middle", (low: number, high: number) => (low + high) >> 1],
])("seven swaps of eight rows leave none where it was: %s", (_, integer) => {
  const pairs = drawn(integer);
  for (let s = 0; s < 7; s++) {
    expect(pairs[2 * s]).toBe(s);
    expect(pairs[2 * s + 1]).toBeGreaterThan(s);
  }
  expect(movedRows(pairs, 8)).toBe(8);
});

test("rows that are swapped back, or with themselves, have not moved", () => {
  expect(movedRows(Int32Array.of(0, 1, 0, 1, 2, 2), 8)).toBe(0);
  expect(movedRows(Int32Array.of(0, 1, 1, 2), 8)).toBe(3);
});

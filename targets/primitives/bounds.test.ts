import { expect, test } from "vitest";
import { withinExp, withinLog } from "./bounds.js";

const floats = (...values: number[]) => Float32Array.from(values);

test("an exponential has the error of its polynomial and of its argument", () => {
  const exact = [Math.exp(-1), Math.exp(-80)];
  const off = (by: number) => floats(...exact.map((y) => y * (1 + by)));
  const x = [-1, -80];
  expect(withinExp(exact, off(2.4e-7), { x })).toEqual([]);
  expect(withinExp(exact, off(4e-7), { x })).toHaveLength(1);
  expect(withinExp(exact, off(7e-6), { x })).toHaveLength(2);
});

test("what is no normal float may be 0, and nothing larger", () => {
  const x = [-88, -Infinity];
  expect(withinExp([Math.exp(-88), 0], floats(0, 0), { x })).toEqual([]);
  expect(withinExp([Math.exp(-88), 0], floats(1e-37, 1e-37), { x })).toHaveLength(2);
});

test("a logarithm is as exact as 1 or itself, and never NaN", () => {
  expect(withinLog([1e-3, 40], floats(1e-3 + 1.2e-7, 40), { x: [] })).toEqual([]);
  expect(withinLog([1e-3, 40], floats(1e-3 + 1.5e-7, Number.NaN), { x: [] })).toHaveLength(2);
});

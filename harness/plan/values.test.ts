import { expect, test } from "vitest";
import { choice, constant, iota, normal, uniform } from "../declare/fills.js";
import type { Scalar } from "../model/scalar.js";
import type { Column } from "../model/value.js";
import { drawColumn, isColumn } from "./values.js";

const draw = (type: Scalar, n: number, column: Column, path = "x", instance = 0) =>
  drawColumn(type, n, column, path, { seed: 42, instance });

test.each<[string, Scalar, Column, readonly (number | bigint)[]]>([
  ["a literal", "f32", 1.5, [1.5, 1.5, 1.5]],
  ["a constant", "i16", constant(-3), [-3, -3, -3]],
  [
    "a constant for 64 bits",
    "u64",
    constant(2n ** 64n - 1n),
    [2n ** 64n - 1n, 2n ** 64n - 1n, 2n ** 64n - 1n],
  ],
  ["a number for 64 bits", "i64", -1, [-1n, -1n, -1n]],
  ["a fraction for 64 bits", "usize", 2.9, [2n, 2n, 2n]],
  ["a boolean", "bool", true, [1, 1, 1]],
  ["a truth that is not 1", "bool", constant(5), [1, 1, 1]],
  ["a fraction as truth", "bool", [0.25, 0, -1], [1, 0, 1]],
  ["iota", "i32", iota(), [0, 1, 2]],
  ["iota from 10 by -2.5", "f64", iota(10, -2.5), [10, 7.5, 5]],
  ["a list", "u8", [7, 8, 9], [7, 8, 9]],
  ["a typed array", "f32", Float64Array.of(0.5, 1, 2), [0.5, 1, 2]],
  ["an array of its own type", "f32", Float32Array.of(-0, Number.NaN, 2), [-0, Number.NaN, 2]],
  ["bytes that are no truth values", "bool", Uint8Array.of(2, 0, 1), [1, 0, 1]],
  ["a list of bigints", "i64", [1n, -(2n ** 63n), 3n], [1n, -(2n ** 63n), 3n]],
  ["a function", "f32", ({ n, instance }) => Array.from({ length: n }, (_, i) => i + instance), [0, 1, 2]],
])("%s fills a column of %s", (_, type, column, values) => {
  expect([...draw(type, 3, column)]).toEqual(values);
});

test.each<[string, Scalar, Column, (x: number) => boolean]>([
  ["normal", "f32", normal(100, 1), (x) => x > 90 && x < 110],
  ["uniform", "f64", uniform(-2, -1), (x) => x >= -2 && x < -1],
  ["uniform of whole numbers, both bounds included", "i8", uniform(-1, 1), (x) => [-1, 0, 1].includes(x)],
  ["uniform of 64-bit numbers", "i64", uniform(0.5, 3.5), (x) => [1, 2, 3].includes(x)],
  ["choice", "u16", choice([3, 5, 8]), (x) => [3, 5, 8].includes(x)],
])(
  "%s draws for %s what it says, the same for every run and another for every instance",
  (_, type, fill, ok) => {
    const values = draw(type, 500, fill);
    expect([...values].map(Number).filter((x) => !ok(x))).toEqual([]);
    expect(new Set([...values]).size).toBeGreaterThan(2);
    expect(draw(type, 500, fill)).toEqual(values);
    expect(draw(type, 500, fill, "x", 1)).not.toEqual(values);
    expect(draw(type, 500, fill, "y")).not.toEqual(values);
    // A longer column begins like a shorter one: sizes do not reshuffle values.
    expect(draw(type, 100, fill)).toEqual(values.slice(0, 100));
  },
);

test("instance i of a seed is the seed + i", () => {
  const fill = normal(0, 1);
  expect(drawColumn("f32", 9, fill, "x", { seed: 40, instance: 3 })).toEqual(
    drawColumn("f32", 9, fill, "x", { seed: 43, instance: 0 }),
  );
});

test.each<[string, Column]>([
  ["list", [1, 2]],
  ["typed array", Float32Array.of(1, 2, 3, 4)],
  ["function", () => [1]],
])("a %s of the wrong length is refused, with the place and both numbers", (_, column) => {
  expect(() => draw("f32", 3, column, "cur.data.p")).toThrow(RangeError);
  expect(() => draw("f32", 3, column, "cur.data.p")).toThrow(/cur\.data\.p needs 3 values and got [124]/);
});

test("tells a column from a struct's fields", () => {
  expect([0, true, 1n, [], new Float32Array(1), iota(), () => []].every(isColumn)).toBe(true);
  expect([{ x: 1 }, { data: iota() }].some(isColumn)).toBe(false);
});

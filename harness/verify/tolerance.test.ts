import fc from "fast-check";
import { expect, test } from "vitest";
import { absolute, any, bits, either, exact, relative, ulp } from "../declare/tolerances.js";
import type { Scalar } from "../model/scalar.js";
import type { Tolerance } from "../model/tolerance.js";
import { agreement, ulpDistance } from "./tolerance.js";

const { NaN: nan, POSITIVE_INFINITY: inf, MAX_VALUE: max } = Number;
/** The smallest denormals. */
const tiny32 = 2 ** -149;
const tiny64 = 2 ** -1074;
const ulp32 = 2 ** -23;

type Row = [tolerance: Tolerance, type: Scalar, expected: number | bigint, actual: number | bigint];

const AGREE: Row[] = [
  [exact, "f32", 1, 1],
  [exact, "f32", nan, nan],
  [exact, "f64", -0, 0],
  [exact, "f64", inf, inf],
  [exact, "i64", -(2n ** 63n), -(2n ** 63n)],
  [exact, "i32", -5, -5],
  [bits, "f32", nan, nan],
  [bits, "f64", -0, -0],
  [bits, "u8", 7, 7],
  [absolute(0.5), "f32", 1, 1.5],
  [absolute(0), "f64", -0, 0],
  [absolute(0.1), "f32", inf, inf],
  [absolute(0.1), "f32", nan, nan],
  [absolute(2), "i32", 10, 12],
  [absolute(2), "u64", 2n ** 63n + 2n, 2n ** 63n],
  [absolute(tiny64), "f64", 0, tiny64],
  [relative(0.01), "f64", -100, -101],
  [relative(1e-6), "f32", 0, -0],
  [relative(0.5), "i16", 10, 15],
  [ulp(0), "f32", 1, 1],
  [ulp(1), "f32", 1, 1 + ulp32],
  [ulp(1), "f32", 1, 1 - ulp32 / 2],
  [ulp(1), "f64", 1, 1 + 2 ** -52],
  [ulp(1), "f32", 0, tiny32],
  [ulp(1), "f32", -0, tiny32],
  [ulp(2), "f32", -tiny32, tiny32],
  [ulp(2), "f64", -tiny64, tiny64],
  [ulp(1), "f32", -inf, -inf],
  [ulp(1), "f32", nan, nan],
  [ulp(5), "i32", 3, 3],
  [either(absolute(1e-7), relative(0.1)), "f32", 1e-30, 5e-8],
  [either(absolute(1e-7), relative(0.1)), "f32", 100, 105],
  [any, "f32", 1, nan],
  [any, "bool", 0, 1],
];

const DIFFER: Row[] = [
  [exact, "f32", 1, 1 + ulp32],
  [exact, "f32", nan, 0],
  [exact, "f64", 0, tiny64],
  [exact, "f64", inf, -inf],
  [exact, "u64", 2n ** 53n, 2n ** 53n + 1n],
  [bits, "f32", -0, 0],
  [bits, "f64", nan, 1],
  [bits, "i8", 1, -1],
  [absolute(0.5), "f32", 1, 1.5 + ulp32],
  [absolute(inf), "f64", inf, max],
  [absolute(1e300), "f64", 1, nan],
  [absolute(0), "i64", 2n ** 60n, 2n ** 60n + 1n],
  [absolute(2), "i64", 2n ** 60n, 2n ** 60n + 3n],
  [relative(0.01), "f64", 100, 101.1],
  [relative(0.5), "f64", inf, 1],
  [relative(0.5), "f64", -inf, inf],
  [relative(0.5), "f32", 0, tiny32],
  [relative(10), "f32", nan, 1],
  [ulp(1), "f32", 1, 1 + 2 * ulp32],
  [ulp(1), "f32", -tiny32, tiny32],
  [ulp(1e9), "f32", 3.4028234663852886e38, inf],
  [ulp(1e9), "f32", nan, 1],
  [ulp(5), "i32", 3, 4],
  [either(absolute(1e-7), relative(0.1)), "f32", 100, 111],
];

/** `absolute 0.5 of f32: 1, 1.5` before each row; −0 keeps its sign. */
const named = (rows: Row[]): [string, Row][] =>
  rows.map((row) => {
    const [tolerance, type, ...values] = row;
    const limit = "limit" in tolerance ? ` ${tolerance.limit}` : "";
    const pair = values.map((x) => (Object.is(x, -0) ? "-0" : x)).join(", ");
    return [`${tolerance.tolerance}${limit} of ${type}: ${pair}`, row];
  });
const agrees = ([tolerance, type, expected, actual]: Row) => agreement(tolerance, type)(expected, actual);

test.each(named(AGREE))("agree: %s", (_, row) => {
  expect(agrees(row)).toBe(true);
});

test.each(named(DIFFER))("differ: %s", (_, row) => {
  expect(agrees(row)).toBe(false);
});

test("neighbours are one unit in the last place apart, all the way through zero", () => {
  const neighbour = new Float32Array(1);
  const pattern = new Uint32Array(neighbour.buffer);
  const finite = fc.float({ noNaN: true, noDefaultInfinity: true, min: 0, max: 2 ** 126 });
  fc.assert(
    fc.property(finite, (x) => {
      neighbour[0] = x;
      pattern[0] = (pattern[0] as number) + 1;
      const next = neighbour[0];
      expect(ulpDistance("f32", x, next)).toBe(1);
      expect(ulpDistance("f32", -x, -next)).toBe(1);
      expect(ulpDistance("f32", next, x)).toBe(1);
    }),
    { seed: 1 },
  );
});

import { expect, test } from "vitest";
import { clearedOrKept, sameWithinRounding } from "./tolerance.js";

const floats = (...values: number[]) => new Float32Array(values);
const inputs = (...logits: number[]) => ({ cur: { data: { logit: floats(...logits) } } });

test("accepts the same numbers, NaN and infinity included", () => {
  const same = floats(0.5, Number.NaN, -Infinity);
  expect(sameWithinRounding(same, same, inputs(2, Number.NaN, -Infinity))).toEqual([]);
});

test("accepts an error of rounding in a penalised logit only", () => {
  // The largest term is the penalty of 2: the bound is 4 * 2^-23.
  expect(sameWithinRounding(floats(-1, 3), floats(-1 + 2 ** -21, 3), inputs(1, 3))).toEqual([]);
  expect(sameWithinRounding(floats(-1, 3), floats(-1 + 2 ** -20, 3), inputs(1, 3))).toHaveLength(1);
  expect(sameWithinRounding(floats(-1, 3), floats(-1, 3 + 2 ** -22), inputs(1, 3))).toEqual([
    { where: "cur.data[1].logit", expected: "3", actual: String(3 + 2 ** -22) },
  ]);
});

test("accepts nothing else for an infinite logit, nor infinity for a finite one", () => {
  expect(sameWithinRounding(floats(-Infinity), floats(-5), inputs(-Infinity))).toHaveLength(1);
  expect(sameWithinRounding(floats(-5), floats(-Infinity), inputs(3))).toHaveLength(1);
});

test("sorted may be cleared or kept, not set", () => {
  const sorted = (sorted: boolean) => ({ cur: { sorted } });
  expect(clearedOrKept(false, false, sorted(true))).toEqual([]);
  expect(clearedOrKept(false, true, sorted(true))).toEqual([]);
  expect(clearedOrKept(false, true, sorted(false))).toHaveLength(1);
});

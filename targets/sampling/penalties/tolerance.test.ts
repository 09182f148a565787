import { expect, test } from "vitest";
import { sameWithinRounding } from "./tolerance.js";

const floats = (...values: number[]) => new Float32Array(values);

/** Candidate 0 occurs once in the window, candidate 1 only before it, candidate 2 never. */
const inputs = (logits: Float32Array) => ({
  cur: { data: { id: new Int32Array([0, 1, 2]), logit: logits } },
  history: new Int32Array([1, 0, -1]),
  last_n: 2,
  repeat: 2,
  freq: 0.25,
  present: 0.25,
  n_vocab: 3,
});

test("accepts the same numbers, NaN and infinity included", () => {
  const same = floats(0.5, Number.NaN, -Infinity);
  expect(sameWithinRounding(same, same, inputs(floats(2, Number.NaN, -Infinity)))).toEqual([]);
});

test("accepts an error of rounding in a penalised logit only", () => {
  const expected = floats(0.5, 2, 3);
  const off = (i: number, by: number) => expected.map((value, k) => (k === i ? value + by : value));
  // Candidate 0: 2 / 2 - (0.25 + 0.25), largest term 1, so the bound is 4 * 2^-24.
  expect(sameWithinRounding(expected, off(0, 2 ** -22), inputs(floats(2, 2, 3)))).toEqual([]);
  expect(sameWithinRounding(expected, off(0, 2 ** -21), inputs(floats(2, 2, 3)))).toHaveLength(1);
  for (const i of [1, 2]) {
    expect(sameWithinRounding(expected, off(i, 2 ** -22), inputs(floats(2, 2, 3)))).toEqual([
      { where: `cur.data[${i}].logit`, expected: String(expected[i]), actual: String(off(i, 2 ** -22)[i]) },
    ]);
  }
});

test("accepts nothing finite for an infinite logit", () => {
  const expected = floats(-Infinity, 0, 0);
  expect(sameWithinRounding(expected, floats(-5, 0, 0), inputs(floats(-Infinity, 0, 0)))).toHaveLength(1);
});

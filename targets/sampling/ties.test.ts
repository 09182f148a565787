import { expect, test } from "vitest";
import { sameButForTies } from "./ties.js";

/** Candidates from (id, logit) pairs. */
const data = (...pairs: readonly (readonly [number, number])[]) => ({
  id: Int32Array.from(pairs, ([id]) => id),
  logit: Float32Array.from(pairs, ([, logit]) => logit),
  p: new Float32Array(pairs.length),
});

const inputs = { cur: { data: data([0, 1], [1, 2], [2, 2], [3, 3], [4, 1]) } };
const expected = data([3, 3], [1, 2], [2, 2], [0, 1]);

test.each([
  ["the same", expected],
  ["equals in another order", data([3, 3], [2, 2], [1, 2], [0, 1])],
  ["another of those that are equal at the end", data([3, 3], [1, 2], [2, 2], [4, 1])],
])("%s: right", (_, actual) => {
  expect(sameButForTies(expected, actual, inputs)).toEqual([]);
});

test.each([
  ["another order", data([1, 2], [3, 3], [2, 2], [0, 1]), 2],
  ["one twice", data([3, 3], [1, 2], [1, 2], [0, 1]), 1],
  ["one that is none", data([3, 3], [1, 2], [7, 2], [0, 1]), 1],
  ["a logit of somebody else", data([3, 3], [1, 2], [2, 2], [0, 2]), 1],
])("%s: wrong", (_, actual, n) => {
  expect(sameButForTies(expected, actual, inputs)).toHaveLength(n);
});

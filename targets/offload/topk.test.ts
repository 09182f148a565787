import { expect, test } from "vitest";
import { topOf } from "./topk.js";

const top = (k: number, n: number, ...values: readonly number[]) => {
  const rows = n === 0 ? 1 : values.length / n;
  const starts = Uint32Array.of(0, n);
  const { ids, logits } = topOf({ k, batch: rows, pool: Float32Array.from(values), starts, n, rows });
  return [[...ids], [...logits]];
};

test.each([
  [
    "descending, row by row",
    top(2, 3, 1, 3, 2, 9, 7, 8),
    [
      [1, 2, 0, 2],
      [3, 2, 9, 8],
    ],
  ],
  [
    "equal ones by their place",
    top(3, 5, 1, 2, 2, 1, 2),
    [
      [1, 2, 4],
      [2, 2, 2],
    ],
  ],
  [
    "+0 equals -0, and comes out as it was",
    top(2, 3, -0, 0, -1),
    [
      [0, 1],
      [-0, 0],
    ],
  ],
  [
    "masked ones are ordinary",
    top(2, 3, -Infinity, Infinity, -Infinity),
    [
      [1, 0],
      [Infinity, -Infinity],
    ],
  ],
  [
    "what no logit takes",
    top(3, 1, 5),
    [
      [0, -1, -1],
      [5, -Infinity, -Infinity],
    ],
  ],
  [
    "an empty row",
    top(2, 0),
    [
      [-1, -1],
      [-Infinity, -Infinity],
    ],
  ],
  ["k = 0", top(0, 2, 1, 2), [[], []]],
  ["k < 0", top(-1, 2, 1, 2), [[], []]],
])("%s", (_, actual, expected) => {
  expect(actual).toEqual(expected);
});

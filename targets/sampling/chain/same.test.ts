import { expect, test } from "vitest";
import { sameSample } from "./same.js";

/** Candidates 0 to 3 of weights 1, 4, 1, 2; the last one, of the window, loses its half: 1. */
const inputs = (u: number) => ({
  cur: {
    data: {
      id: new Int32Array([0, 1, 2, 3]),
      logit: Float32Array.from([1, 4, 1, 2], Math.log),
      p: new Float32Array(4),
    },
    size: 4,
    selected: -1,
    sorted: false,
  },
  history: new Int32Array([3]),
  options: {
    last_n: 1,
    repeat: 1,
    freq: 0,
    present: Math.LN2,
    n_vocab: 4,
    k: 3,
    top_p: 1,
    min_p: 0,
    temperature: 0.5,
  },
  u,
});

/** Squared weights, as the temperature of a half makes them. */
const outcome = (ids: readonly number[], weights: readonly number[], selected: number) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const data = {
    id: Int32Array.from(ids),
    logit: Float32Array.from(weights, Math.log),
    p: Float32Array.from(weights, (weight) => weight / total),
  };
  return { cur: { data, size: ids.length, selected, sorted: true }, returns: ids[selected] as number };
};

const compare = sameSample({ openTies: false });
const expected = outcome([1, 0, 2], [16, 1, 1], 0);

test("accepts the same, and another order where it is a matter of rounding", () => {
  expect(compare(expected, expected, inputs(0.1))).toEqual([]);
  expect(compare(expected, outcome([1, 0, 3], [16, 1, 1], 0), inputs(0.1))).toEqual([]);
});

test("accepts either token where u is at their boundary", () => {
  const second = outcome([1, 0, 2], [16, 1, 1], 1);
  expect(compare(expected, second, inputs(16 / 18 - 5e-5))).toEqual([]);
  expect(compare(expected, second, inputs(16 / 18 - 5e-4)).map(({ where }) => where)).toEqual([
    "cur.selected",
  ]);
});

test.each([
  ["cur.size", outcome([1, 0], [16, 1], 0)],
  ["cur.data", outcome([1, 0, 0], [16, 1, 1], 0)],
  ["cur.data[1]", outcome([1, 2, 0], [16, 1, 1], 0)],
  ["cur.data[1].logit", outcome([1, 0, 2], [16, 2, 1], 0)],
  [
    "cur.data[0].p",
    { ...expected, cur: { ...expected.cur, data: { ...expected.cur.data, p: new Float32Array(3) } } },
  ],
  ["cur.sorted", { ...expected, cur: { ...expected.cur, sorted: false } }],
  ["returns", { ...expected, returns: 2 }],
])("rejects another %s", (where, actual) => {
  expect(compare(expected, actual, inputs(0.1)).map((mismatch) => mismatch.where)).toContain(where);
});

test("an empty array stays as it is, and nothing is drawn", () => {
  const empty = { data: outcome([], [], 0).cur.data, size: 0, selected: 5, sorted: false };
  const nothing = { ...inputs(0.1), cur: empty };
  expect(compare({ cur: empty, returns: -1 }, { cur: empty, returns: -1 }, nothing)).toEqual([]);
  expect(
    compare({ cur: empty, returns: -1 }, { cur: { ...empty, selected: -1 }, returns: 0 }, nothing),
  ).toHaveLength(2);
});

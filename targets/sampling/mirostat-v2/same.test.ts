import { expect, test } from "vitest";
import { sameDraw } from "./same.js";

const limits = { p: 1e-3, sum: 1e-3, draw: 1e-3, mu: 1e-3, openTies: false };

/** Candidates from (id, weight, p) triples. */
const data = (...triples: readonly (readonly [number, number, number?])[]) => ({
  id: Int32Array.from(triples, ([id]) => id),
  logit: Float32Array.from(triples, ([, weight]) => Math.log(weight)),
  p: Float32Array.from(triples, ([, , p]) => p ?? 0),
});
/** Of eight parts 4, 2, 1 and 1: surprises of 1, 2, 3 and 3 bits. */
const inputs = (mu: number, u: number) => ({
  cur: { data: data([0, 1], [1, 4], [2, 2], [3, 1]), size: 4, selected: -1, sorted: false },
  mu: new Float32Array([mu]),
  tau: 2,
  eta: 0.5,
  u,
});
const outcome = (mu: number, selected: number, ...kept: readonly [number, number, number][]) => ({
  cur: { data: data(...kept), size: kept.length, selected, sorted: true },
  mu: new Float32Array([mu]),
  returns: kept[selected]?.[0] ?? -1,
});
const two = [
  [1, 4, 2 / 3],
  [2, 2, 1 / 3],
] as const;
const one = [1, 4, 1] as const;
const pair = two.map((triple) => [...triple] as [number, number, number]);

/** Candidate 1 of two parts in three: log2(3/2) bits. */
const afterFirst = 2 - 0.5 * (Math.log2(1.5) - 2);
const expected = outcome(afterFirst, 0, ...pair);
const compare = sameDraw(limits);

test("accepts the same", () => {
  expect(compare(expected, expected, inputs(2, 0.1))).toEqual([]);
});

test("accepts one more or less where its surprise is mu but for rounding", () => {
  const less = (mu: number) => outcome(mu - 0.5 * (0 - 2), 0, [...one]);
  const more = (mu: number) => outcome(mu - 0.5 * (Math.log2(1.5) - 2), 0, ...pair);
  expect(compare(expected, less(2.0001), inputs(2.0001, 0.1))).toEqual([]);
  expect(compare(less(1.9999), more(1.9999), inputs(1.9999, 0.1))).toEqual([]);
  expect(compare(expected, less(2.1), inputs(2.1, 0.1))).toHaveLength(1);
  expect(compare(less(1.9), more(1.9), inputs(1.9, 0.1))).toHaveLength(1);
});

test("keeps who surprises by mu exactly", () => {
  const equals = { ...inputs(1, 0.1), cur: { ...inputs(1, 0.1).cur, data: data([0, 1], [1, 1]), size: 2 } };
  const both = outcome(1 - 0.5 * (1 - 2), 0, [0, 1, 0.5], [1, 1, 0.5]);
  expect(compare(both, both, equals)).toEqual([]);
  expect(compare(both, outcome(1 - 0.5 * (0 - 2), 0, [0, 1, 1]), equals)).toHaveLength(1);
});

test("accepts the neighbour where u is at the boundary", () => {
  const second = outcome(2 - 0.5 * (Math.log2(3) - 2), 1, ...pair);
  expect(compare(expected, second, inputs(2, 0.6661))).toEqual([]);
  expect(compare(expected, second, inputs(2, 0.66)).length).toBeGreaterThan(0);
});

test.each([
  ["mu", outcome(afterFirst + 0.01, 0, ...pair)],
  ["returns", { ...expected, returns: 2 }],
  ["cur.sorted", { ...expected, cur: { ...expected.cur, sorted: false } }],
  ["cur.data[0].id", outcome(afterFirst, 0, [5, 4, 2 / 3], [2, 2, 1 / 3])],
  ["cur.data[0].p", outcome(afterFirst, 0, [1, 4, 0.5], [2, 2, 0.5])],
])("rejects another %s", (where, actual) => {
  expect(compare(expected, actual, inputs(2, 0.1)).map((mismatch) => mismatch.where)).toContain(where);
});

test("of two equals the first comes first, unless ties are open", () => {
  const all = [...pair.map(([id, weight]) => [id, weight, weight / 8] as [number, number, number])];
  const order = (a: number, b: number) => outcome(3 - 0.5 * (1 - 2), 0, ...all, [a, 1, 1 / 8], [b, 1, 1 / 8]);
  expect(compare(order(0, 3), order(3, 0), inputs(3, 0.1))).toHaveLength(2);
  expect(sameDraw({ ...limits, openTies: true })(order(0, 3), order(3, 0), inputs(3, 0.1))).toEqual([]);
});

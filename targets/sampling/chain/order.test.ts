import { expect, test } from "vitest";
import { misplaced, penalisedLogits, positionsOf } from "./order.js";

const candidates = { id: new Int32Array([7, 3, 5]), logit: new Float32Array([2, -1, -Infinity]) };
const settings = {
  history: new Int32Array([3, 7, 3, 5, 9, -1]),
  last_n: 6,
  repeat: 2,
  freq: 0.5,
  present: 0.25,
  n_vocab: 9,
};

test("penalises tokens of the window, each with the error of its terms", () => {
  const { logit, error } = penalisedLogits(candidates, settings);
  expect([...logit]).toEqual([1 - 0.75, -2 - 1.25, -Infinity]);
  expect([...error]).toEqual([2 ** -22, 3.25 * 2 ** -22, 0]);
});

test("finds candidates by their ids", () => {
  expect(positionsOf(new Int32Array([5, 7]), candidates)).toEqual([2, 0]);
  expect(positionsOf(new Int32Array([5, 5]), candidates)).toBeNull();
  expect(positionsOf(new Int32Array([4]), candidates)).toBeNull();
});

const exact = (...logit: number[]) => ({
  logit: Float64Array.from(logit),
  error: new Float64Array(logit.length),
});

test.each([
  ["descending, all of the largest", [1, 3], exact(0, 5, -1, 2), 0],
  ["not descending", [3, 1], exact(0, 5, -1, 2), 1],
  ["not all of the largest", [1, 0], exact(0, 5, -1, 2), 1],
  ["equals by position", [1, 0, 2], exact(1, 5, 1), 0],
  ["equals not by position", [1, 2, 0], exact(1, 5, 1), 1],
  ["the later of two equals", [1, 2], exact(1, 5, 1), 1],
])("%s", (_, positions, logits, mismatches) => {
  expect(misplaced(positions, logits, false)).toHaveLength(mismatches);
});

test("leaves the order open among equals if asked to, and where it is a matter of rounding", () => {
  expect(misplaced([1, 2, 0], exact(1, 5, 1), true)).toEqual([]);
  const near = { ...exact(1, 5, 1.001), error: new Float64Array([0.001, 0, 0.0005]) };
  expect(misplaced([1, 0, 2], near, false)).toEqual([]);
  expect(misplaced([1, 0], { ...near, error: new Float64Array(3) }, false)).toHaveLength(1);
});

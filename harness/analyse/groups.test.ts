import { expect, test } from "vitest";
import { logLevels, pairedLogRatios, sums } from "./groups.js";
import { planOf } from "./testing/trials.js";

const of = (...samples: number[]) => Float64Array.from(samples);
const exp = (levels: Float64Array | undefined) =>
  Array.from(levels ?? [], (x) => Number(Math.exp(x).toFixed(9)));

test("sums take consecutive rounds and leave out what does not fill one", () => {
  expect(sums(of(1, 3, 5, 9, 100), 2, 0)).toEqual(of(2, 7));
  expect(sums(of(1, 3, 5), 1, 0)).toEqual(of(1, 3, 5));
});

test("fewer rounds than one sum make one sum", () => {
  expect(sums(of(1, 3), 10, 0)).toEqual(of(2));
  expect(sums(of(), 10, 0)).toEqual(of());
});

test("a zero sum counts as half a step over all its rounds, a zero round within a sum as zero", () => {
  expect(sums(of(0, 0, 0, 10), 2, 5)).toEqual(of(2.5, 5));
});

test("with every variant timed alone a group is a round", () => {
  const levels = logLevels([of(10, 20, 30), of(5, 40, 30)], planOf(2), [0, 0]);
  expect(exp(levels[1])).toEqual([5, 40, 30]);
  expect(Array.from(pairedLogRatios(levels, 1), (x) => Number(Math.exp(x).toFixed(9)))).toEqual([2, 0.5, 1]);
});

test("a group is as long as the longest sum, and a level the median of the sums within", () => {
  const plan = planOf(3, { group: [1, 2, 4] });
  const column = of(1, 2, 3, 100, 5, 5, 7, 7, 99);
  const levels = logLevels([column, column, column], plan, [0, 0, 0]);
  expect(exp(levels[0])).toEqual([2.5, 6]);
  expect(exp(levels[1])).toEqual([26.5, 6]);
  expect(exp(levels[2])).toEqual([26.5, 6]);
});

test("an epoch shorter than a group is one group", () => {
  const levels = logLevels([of(1, 2, 6), of(1, 2, 6)], planOf(2, { group: [1, 100] }), [0, 0]);
  expect(exp(levels[0])).toEqual([2]);
  expect(exp(levels[1])).toEqual([3]);
});

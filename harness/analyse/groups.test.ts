import { expect, test } from "vitest";
import { logLevels, pairedLogRatios, sums } from "./groups.js";
import { analyse } from "./index.js";
import { draws, epochOf, planOf, trialOf } from "./testing/trials.js";

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

test("sums over rounds undo the clock's steps", () => {
  // 601 ns read by a clock of 10 ns at random phase: samples are 600 or 610, their median 600 whatever the variant.
  const { uniform } = draws(11);
  const read = (time: number) => 10 * Math.floor(time / 10 + uniform());
  const trials = Array.from({ length: 5 }, () =>
    trialOf(Array.from({ length: 6 }, () => epochOf(480, 2, (_, v) => read(v === 0 ? 604 : 601)))),
  );
  const ratio = (group: number[]) =>
    analyse(planOf(2, { roundsPerEpoch: 480, group }), trials, { margin: 0.01 }).variants.b?.ratio;
  expect(ratio([1, 1])?.estimate).toBe(1);
  expect(Math.abs(Math.log((ratio([40, 40])?.estimate ?? 0) / (604 / 601)))).toBeLessThan(0.001);
});

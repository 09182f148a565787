import { expect, test } from "vitest";
import type { Replay } from "../model/measurement.js";
import { remembered } from "./remembered.js";
import { epochOf, planOf, trialOf } from "./testing/trials.js";

const plan = planOf(3);
const trials = (unseen: readonly number[], again: readonly number[], last: Partial<Replay> = {}) =>
  Array.from({ length: 5 }, (_, t) =>
    trialOf([epochOf(48, 3, () => 20_000)], {
      replay: { learned: null, unseen, again, ...(t === 4 ? last : {}) },
    }),
  );

test("a variant that is fast only on what it has seen is found", () => {
  expect(remembered(plan, trials([20_000, 20_500, 21_000], [20_000, 20_000, 700]))).toEqual([
    { variant: "c", first: 21_000, again: 700 },
  ]);
});

test("so is the baseline", () => {
  expect(remembered(plan, trials([20_000, 20_000, 9000], [500, 20_000, 9000]))).toMatchObject([
    { variant: "a" },
  ]);
});

test("not one that a first time merely slows, nor one that a single trial acquits", () => {
  expect(remembered(plan, trials([20_000, 20_000, 20_000], [20_000, 9000, 20_000]))).toEqual([]);
  const acquitted = { unseen: [20_000, 20_000, 20_000], again: [20_000, 20_000, 15_000] };
  expect(remembered(plan, trials([20_000, 20_000, 20_000], [20_000, 20_000, 5000], acquitted))).toEqual([]);
});

test("nobody when the first time costs all of them, or when the clock cannot tell", () => {
  expect(remembered(plan, trials([20_000, 20_000, 20_000], [5000, 5000, 5000]))).toEqual([]);
  expect(remembered(plan, trials([190, 190, 190], [180, 180, 20]))).toEqual([]);
});

test("nobody by fewer than three trials", () => {
  const guilty = trials([20_000, 20_500, 21_000], [20_000, 20_000, 700]);
  expect([1, 2, 3].map((count) => remembered(plan, guilty.slice(0, count)).length)).toEqual([0, 0, 1]);
});

import { expect, test } from "vitest";
import { interval } from "../ratio.js";
import { bootstrap } from "./bootstrap.js";

const ends = (trials: readonly number[], confidence: number, comparisons = 1) => {
  const found = bootstrap(trials, { confidence, comparisons });
  return [Math.log(found?.low ?? 0), Math.log(found?.high ?? 0)] as const;
};

test("of five trials is near the interval of all 3,125 resamples", () => {
  const trials = [0.1, 0.11, 0.125, 0.13, 0.17];
  const means = Array.from({ length: 5 ** 5 }, (_, i) =>
    [1, 5, 25, 125, 625].reduce((sum, place) => sum + (trials[Math.floor(i / place) % 5] ?? 0) / 5, 0),
  ).sort((a, b) => a - b);
  const exact = (p: number) => means[Math.round(p * (means.length - 1))] ?? Number.NaN;
  const [low, high] = ends(trials, 0.95);
  expect(low).toBeCloseTo(exact(0.025), 3);
  expect(high).toBeCloseTo(exact(0.975), 3);
  expect(bootstrap(trials, { confidence: 0.95, comparisons: 1 })?.estimate).toBeCloseTo(Math.exp(0.127), 12);
});

test("has the width of Efron and Tibshirani's standard error", () => {
  // Efron & Tibshirani (1993), table 2.2: survival of seven treated mice, days; the bootstrap standard error of their
  // mean is 23.36 for infinitely many resamples. Of a normal distribution 68.27 % lie within one standard error.
  const mice = [94, 197, 16, 38, 99, 141, 23].map((days) => days / 1000);
  const [low, high] = ends(mice, 0.6827);
  expect(Math.abs((high - low) / 2 / 0.02336 - 1)).toBeLessThan(0.05);
});

test("is wider for more comparisons, and narrower than the t interval", () => {
  const trials = [0.1, 0.11, 0.125, 0.13, 0.17];
  const width = (comparisons: number) =>
    ends(trials, 0.95, comparisons)[1] - ends(trials, 0.95, comparisons)[0];
  expect(width(4)).toBeGreaterThan(width(1));
  const t = interval(trials, { confidence: 0.95, comparisons: 1, resolution: 0, coarse: false });
  expect(width(1)).toBeLessThan(Math.log((t?.high ?? 0) / (t?.low ?? 1)) * (2 / 3));
});

test("is the same for the same trials, and none for one", () => {
  const certainty = { confidence: 0.95, comparisons: 1 };
  expect(bootstrap([0.1, 0.2], certainty)).toEqual(bootstrap([0.1, 0.2], certainty));
  expect(bootstrap([0.1], certainty)).toBeNull();
});

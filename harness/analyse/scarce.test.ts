import { describe, expect, test } from "vitest";
import { analyse } from "./index.js";
import { draws, epochOf, NOISY, planOf, simulate, trialOf } from "./testing/trials.js";

/** What is said where little was measured, or little of it was kept. */

describe("few trials", () => {
  const plan = planOf(2);
  test("a single one yields times, no ratio and no verdict", () => {
    const found = analyse(plan, simulate(plan, [20_000, 10_000], NOISY, draws(1), 1), { margin: 0.01 });
    expect(found.variants.b).toMatchObject({ ratio: null, verdict: "inconclusive" });
    expect(found.variants.b?.times.median).toBeCloseTo(10_000, -3);
  });
  test("none, or an empty one, is a mistake", () => {
    expect(() => analyse(plan, [], { margin: 0.01 })).toThrow(RangeError);
    expect(() => analyse(plan, [trialOf([])], { margin: 0.01 })).toThrow(RangeError);
  });
});

test("a trial without a quiet epoch does not count", () => {
  const plan = planOf(2, { epochs: 2 });
  const quiet = () => epochOf(48, 2, (round, v) => (v === 0 ? 20_000 : 10_000) + (round % 5));
  const slow = () =>
    epochOf(
      48,
      2,
      (round, v) => (v === 0 ? 40_000 : 10_000) + (round % 5),
      () => 1500,
    );
  const trials = [quiet, quiet, slow, quiet, quiet].map((epoch) => trialOf([epoch(), epoch()]));
  const found = analyse(plan, trials, { margin: 0.01 });
  expect(found.trials[2]).toMatchObject({ kept: 0, variants: { b: { log_ratio: null, median_us: 10.002 } } });
  expect(found.variants.b?.ratio?.estimate).toBeCloseTo(2, 2);
  expect(found.variants.a?.times.mean).toBeCloseTo(20_002, 6);
});

test("slow kernels, three rounds a trial, are judged by what there is", () => {
  const plan = planOf(2, { epochs: 1, roundsPerEpoch: 3 });
  const trials = [1, 1.2, 1, 1.1, 1].map((factor) =>
    trialOf([epochOf(3, 2, (round, v) => factor * (v === 0 ? 2e9 : 1e9) * (1 + round / 1000))]),
  );
  const found = analyse(plan, trials, { margin: 0.01 });
  expect(found.kept).toBe(1);
  expect(found.variants.b?.ratio?.estimate).toBeCloseTo(2, 9);
  expect(found.variants.b?.verdict).toBe("faster");
  expect(found.warnings).toEqual([]);
});

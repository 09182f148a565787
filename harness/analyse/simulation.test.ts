import { describe, expect, test } from "vitest";
import type { Verdict } from "../model/analysis.js";
import { analyse } from "./index.js";
import { draws, epochOf, NOISY, planOf, simulate, trialOf } from "./testing/trials.js";

/** The share that a true rate of `rate` falls below once in a hundred times, among n (normal approximation). */
const atLeast = (rate: number, n: number) => rate - 2.326 * Math.sqrt((rate * (1 - rate)) / n);
const atMost = (rate: number, n: number) => rate + 2.326 * Math.sqrt((rate * (1 - rate)) / n);
const TIMES = [20_000, 19_000, 20_000, 24_000, 10_000];

describe("the 95 % interval holds the true ratio", () => {
  test.each([
    [1, 500],
    [4, 250],
  ])("with %i comparisons at once", (comparisons, runs) => {
    const plan = planOf(comparisons + 1, { epochs: 3, roundsPerEpoch: 24 });
    const times = TIMES.slice(0, comparisons + 1);
    const draw = draws(2024);
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const found = analyse(plan, simulate(plan, times, NOISY, draw), { margin: 0.01 });
      const all = plan.variants.slice(1).every((name, i) => {
        const ratio = found.variants[name]?.ratio;
        const truth = (times[0] ?? 0) / (times[i + 1] ?? 0);
        return ratio && ratio.low <= truth && truth <= ratio.high;
      });
      if (all) held++;
    }
    expect(held / runs).toBeGreaterThanOrEqual(atLeast(0.95, runs));
  });

  test("when spells of slowness change the ratio", () => {
    // One epoch in four has a spell of 12 to 60 rounds in which the baseline suffers more (1.5 against 1.3).
    const plan = planOf(2, { epochs: 4, roundsPerEpoch: 72 });
    const { uniform, normal } = draws(7);
    const runs = 150;
    let held = 0;
    let widest = 0;
    for (let run = 0; run < runs; run++) {
      const trials = Array.from({ length: 5 }, () => {
        const process = [0.002 * normal(), 0.002 * normal()];
        const epochs = Array.from({ length: 4 }, () => {
          const from = uniform() < 0.25 ? Math.floor(uniform() * 60) : 72;
          const to = from + 12 + uniform() * 48;
          return epochOf(72, 2, (round, v) => {
            const slow = round >= from && round < to ? (v === 0 ? 1.5 : 1.3) : 1;
            return 20_000 * slow * Math.exp((process[v] ?? 0) + 0.01 * normal());
          });
        });
        return trialOf(epochs, { clockStep: 0.01 });
      });
      const ratio = analyse(plan, trials, { margin: 0.01 }).variants.b?.ratio;
      if (ratio && ratio.low <= 1 && ratio.high >= 1) held++;
      widest = Math.max(widest, ratio ? ratio.high / ratio.low : Number.POSITIVE_INFINITY);
    }
    expect(held / runs).toBeGreaterThanOrEqual(atLeast(0.95, runs));
    // Unfiltered, one trial more or less by a spell puts per cents between the ends.
    expect(widest).toBeLessThan(1.03);
  });
});

describe("verdicts are false at most once in twenty", () => {
  const rate = (truth: number, wrong: readonly Verdict[], runs: number) => {
    const plan = planOf(2, { epochs: 3, roundsPerEpoch: 24 });
    const noise = { ...NOISY, trial: 0.0005, epoch: 0.0005, sample: 0.01 };
    const draw = draws(99);
    let count = 0;
    for (let run = 0; run < runs; run++) {
      const trials = simulate(plan, [20_000 * truth, 20_000], noise, draw);
      const { verdict } = analyse(plan, trials, { margin: 0.01 }).variants.b ?? {};
      if (verdict && wrong.includes(verdict)) count++;
    }
    return count / runs;
  };

  test("just at the margin, where no verdict is right", () => {
    expect(rate(1.01, ["faster", "slower", "equivalent"], 500)).toBeLessThanOrEqual(atMost(0.05, 500));
  });

  test("between identical kernels, and such are found equivalent", () => {
    expect(rate(1, ["faster", "slower"], 100)).toBe(0);
    expect(rate(1, ["equivalent"], 100)).toBeGreaterThan(0.95);
  });

  test("while a difference of three margins is seen", () => {
    expect(rate(1.03, ["faster"], 100)).toBeGreaterThan(0.95);
  });
});

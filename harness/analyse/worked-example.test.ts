import { describe, expect, test } from "vitest";
import { analyse } from "./index.js";
import { stageTwoTrials } from "./stages.js";
import { epochOf, planOf, trialOf } from "./testing/trials.js";

describe("a worked example", () => {
  // Trials whose ratio is exactly e^0.1, e^0.12, … in every round.
  const ratios = [0.1, 0.11, 0.12, 0.13, 0.14];
  const plan = planOf(2, { epochs: 2 });
  const trials = ratios.map((x) =>
    trialOf(
      Array.from({ length: 2 }, () => epochOf(48, 2, (_, v) => (v === 0 ? 20_000 : 20_000 * Math.exp(-x)))),
      { clockStep: 1e-6 },
    ),
  );
  const found = analyse(plan, trials, { margin: 0.01 });

  test("gives interval and verdict by Student's t", () => {
    // s = 0.0158114, t(0.975, 4) = 2.776445, half-width 0.0196324.
    const { ratio, verdict } = found.variants.b ?? {};
    expect(ratio?.estimate).toBeCloseTo(Math.exp(0.12), 9);
    expect(ratio?.low).toBeCloseTo(Math.exp(0.12 - 0.0196324), 6);
    expect(ratio?.high).toBeCloseTo(Math.exp(0.12 + 0.0196324), 6);
    expect(verdict).toBe("faster");
    expect(found.variants.a).toMatchObject({ ratio: null, verdict: null });
  });

  test("is summed up by trial, times in microseconds", () => {
    expect(found.rounds).toBe(480);
    expect(found.kept).toBe(1);
    expect(found.trials[1]).toEqual({
      rounds: 96,
      kept: 1,
      variants: {
        a: { log_ratio: null, median_us: 20 },
        b: { log_ratio: expect.closeTo(0.11, 9), median_us: expect.closeTo(20 * Math.exp(-0.11), 9) },
      },
    });
  });

  test("without a baseline has times only, and nothing to doubt or to look at again", () => {
    const alone = analyse(plan, trials, { margin: 0.01, baseline: false });
    expect(alone.variants.b).toEqual({
      times: found.variants.b?.times,
      ratio: null,
      verdict: null,
      withheld: null,
    });
    expect(alone.trials.map(({ variants }) => variants.b?.log_ratio)).toEqual(new Array(5).fill(null));
    expect(alone.warnings).toEqual([]);
    expect(stageTwoTrials(alone, { margin: 0.01, precision: 0.001, trials: 5 })).toBe(0);
  });

  test("is warned of its trials and of nothing else", () => {
    expect(found.warnings.map((w) => w.code)).toEqual(["trials-disagree"]);
  });
});

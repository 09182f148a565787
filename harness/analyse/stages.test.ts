import { mean, sampleStandardDeviation } from "simple-statistics";
import { describe, expect, test } from "vitest";
import type { Analysis, Reservation, Verdict } from "../model/analysis.js";
import { stageTwoTrials, steinSize } from "./stages.js";
import { draws } from "./testing/trials.js";

const times = { mean: 1, stddev: 0, median: 1, p95: 1, min: 1 };

/** One comparison whose trials lie at `centre` ± a spread of `s` (sample standard deviation), as log-ratios. */
function analysisOf(
  centre: number,
  s: number,
  verdict: Verdict,
  withheld: Reservation | null = null,
): Analysis {
  // −1.5, −0.5, 0, 0.5, 1.5 have a sample standard deviation of √(5 ÷ 4).
  const unit = Math.sqrt(5 / 4);
  const ratios = [-1.5, -0.5, 0, 0.5, 1.5].map((x) => centre + (x / unit) * s);
  // t(1 − 0.05 ÷ 4, 4) = 3.495, two looks at one comparison.
  const half = (3.495 * s) / Math.sqrt(5);
  return {
    trials: ratios.map((log_ratio) => ({
      rounds: 100,
      kept: 1,
      variants: { a: { log_ratio: null, median_us: 1 }, b: { log_ratio, median_us: 1 } },
    })),
    usable: 5,
    rounds: 500,
    kept: 1,
    variants: {
      a: { times, ratio: null, verdict: null, withheld: null },
      b: {
        times,
        ratio: {
          estimate: Math.exp(centre),
          low: Math.exp(centre - half),
          high: Math.exp(centre + half),
          confidence: 0.95,
        },
        verdict,
        withheld,
      },
    },
    warnings: [],
  };
}

const options = { margin: 0.01, trials: 5 };

test("Stein's size is as large as published simulations say", () => {
  // Mukhopadhyay (2000), "Probability and Statistical Inference", table 13.2.1: a normal population with standard
  // deviation 5 and pilot samples of 5 (t = 2.776); the size for a half-width of 1.789 is 62.32 on average, with a
  // standard error of 0.825, and for 0.980 199.20 ± 1.765 (with pilots of 10, t = 2.262: 40.48 ± 0.264 and 135.16 ± 0.915).
  const draw = draws(13);
  const average = (pilot: number, t: number, halfWidth: number) =>
    mean(
      Array.from({ length: 20_000 }, () => {
        const spread = sampleStandardDeviation(Array.from({ length: pilot }, () => 5 * draw.normal()));
        return Math.max(pilot, steinSize(t, spread, halfWidth));
      }),
    );
  // Three standard errors of theirs, and of ours, which are half as large.
  expect(Math.abs(average(5, 2.776, 1.789) - 62.32)).toBeLessThan(3.4 * 0.825);
  expect(Math.abs(average(5, 2.776, 0.98) - 199.2)).toBeLessThan(3.4 * 1.765);
  expect(Math.abs(average(10, 2.262, 1.789) - 40.48)).toBeLessThan(3.4 * 0.264);
  expect(Math.abs(average(10, 2.262, 0.98) - 135.16)).toBeLessThan(3.4 * 0.915);
});

describe("the second stage", () => {
  test("is not needed where the first one settled everything", () => {
    expect(stageTwoTrials(analysisOf(0.5, 0.01, "faster"), options)).toBe(0);
    expect(stageTwoTrials(analysisOf(0, 0.0001, "equivalent"), options)).toBe(0);
  });

  test("takes as many trials as Stein's formula wants for the verdict", () => {
    // ln 1.01 = 0.00995 is the boundary; 0.01 beyond it, spread 0.01: (3.495 × 0.01 ÷ 0.01)² = 12.2.
    expect(stageTwoTrials(analysisOf(Math.log(1.01) + 0.01, 0.01, "inconclusive"), options)).toBe(13);
    expect(stageTwoTrials(analysisOf(-Math.log(1.01) - 0.01, 0.01, "inconclusive"), options)).toBe(13);
  });

  test("never has fewer trials than the first", () => {
    expect(stageTwoTrials(analysisOf(Math.log(1.01) + 0.1, 0.01, "inconclusive"), options)).toBe(5);
  });

  test("is not begun where more trials show nothing, but where they were too few", () => {
    const withheld = (why: Reservation) =>
      stageTwoTrials(analysisOf(Math.log(1.01) + 0.1, 0.01, "inconclusive", why), options);
    expect([withheld("hidden"), withheld("overrun"), withheld("few-trials")]).toEqual([0, 0, 5]);
  });

  test("is not begun for a verdict out of reach", () => {
    expect(stageTwoTrials(analysisOf(Math.log(1.01), 0.01, "inconclusive"), options)).toBe(0);
  });

  test("is begun for a precision asked for, as far as the allowance goes, whatever the verdict", () => {
    const spread = analysisOf(0.5, 0.01, "faster");
    expect(stageTwoTrials(spread, { ...options, precision: 0.02 })).toBe(0); // ± 1.6 % already
    expect(stageTwoTrials(spread, { ...options, precision: 0.0105 })).toBe(12);
    expect(stageTwoTrials(spread, { ...options, precision: 0.001 })).toBe(15);
  });
});

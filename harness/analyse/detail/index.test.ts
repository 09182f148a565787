import { describe, expect, test } from "vitest";
import { analyse } from "../index.js";
import { draws, NOISY, planOf, simulate } from "../testing/trials.js";

describe("distributions", () => {
  const plan = planOf(2, { roundsPerEpoch: 120 });
  const trials = simulate(plan, [20_000, 19_000], NOISY, draws(21));
  const found = analyse(plan, trials, { margin: 0.01, detail: true }).variants;

  test("are described only where asked for, and change nothing else", () => {
    const without = analyse(plan, trials, { margin: 0.01 }).variants;
    expect(without.b).not.toHaveProperty("detail");
    const { detail: _, ...rest } = found.b ?? {};
    expect(rest).toEqual(without.b);
  });

  test("agree with the figures beside them", () => {
    const detail = found.b?.detail;
    expect(detail?.samples).toBe(5 * 6 * 120);
    expect(detail?.percentiles_us.p50).toBeCloseTo((found.b?.times.median ?? 0) / 1000, 12);
    expect(detail?.percentiles_us.p95).toBeCloseTo((found.b?.times.p95 ?? 0) / 1000, 12);
    expect(detail?.modes).toHaveLength(1);
    expect(detail?.modes[0]?.at_us).toBeCloseTo(19, 0);
    // One sample in a hundred loses 30 us on average: far beyond three interquartile ranges.
    expect(detail?.outliers.severe).toBeGreaterThan(10);
    expect(detail?.outliers.severe).toBeLessThan(80);
  });

  test("compare with the baseline, which compares with nothing", () => {
    expect(found.a?.detail?.contrast).toBeNull();
    const contrast = found.b?.detail?.contrast;
    const ratio = found.b?.ratio;
    expect(contrast?.log_ratios).toHaveLength(5);
    expect(contrast?.bootstrap?.estimate).toBeCloseTo(ratio?.estimate ?? 0, 12);
    expect(contrast?.bootstrap?.low).toBeGreaterThan(ratio?.low ?? Number.POSITIVE_INFINITY);
    expect(contrast?.mann_whitney.p).toBeLessThan(1e-100);
    // Two normal distributions 5 % apart, each with a deviation of 2 %: 2 Φ(ln(20 ÷ 19) ÷ (0.02 √2)) − 1 = 0.93.
    expect(contrast?.cliffs_delta.delta).toBeCloseTo(0.93, 1);
    expect(contrast?.cliffs_delta.band).toBe("large");
  });

  test("without a baseline there is nothing to compare with", () => {
    const alone = analyse(plan, trials, { margin: 0.01, detail: true, baseline: false }).variants;
    expect(alone.b?.detail).toEqual({ ...found.b?.detail, contrast: null });
  });

  test("a single trial has no bootstrap interval", () => {
    const one = analyse(plan, trials.slice(0, 1), { margin: 0.01, detail: true }).variants;
    expect(one.b?.detail?.contrast?.bootstrap).toBeNull();
  });
});

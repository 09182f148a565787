import { describe, expect, test } from "vitest";
import { estimate, interval } from "./ratio.js";

const FINE = { resolution: 0, coarse: false };

describe("Student's t interval", () => {
  test("is that of Student's own example", () => {
    // Extra hours of sleep with one drug over another, 10 patients: Student (1908), Biometrika 6; as printed by
    // R's t.test on its data set `sleep`, paired: t = 4.0621, 95 per cent confidence interval 0.7001142 2.4598858.
    const hours = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const found = interval(hours, { confidence: 0.95, comparisons: 1, ...FINE });
    expect(Math.log(found?.estimate ?? 0)).toBeCloseTo(1.58, 10);
    expect(Math.log(found?.low ?? 0)).toBeCloseTo(0.7001142, 7);
    expect(Math.log(found?.high ?? 0)).toBeCloseTo(2.4598858, 7);
    expect(found?.confidence).toBe(0.95);
  });

  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t distribution.
  // Bonferroni over k comparisons at 95 % reads the column 1 − 0.05/2k: 0.975 for one, 0.995 for five.
  test.each([
    [2, 1, 12.706],
    [3, 1, 4.303],
    [5, 1, 2.776],
    [10, 1, 2.262],
    [5, 5, 4.604],
    [10, 5, 3.25],
  ])("with %i trials and %i comparisons is t = %f standard errors wide", (n, comparisons, t) => {
    // −1, 1, 0, 0 …: mean 0, sum of squares 2.
    const trials = [-1, 1, ...new Array<number>(n - 2).fill(0)];
    const error = Math.sqrt(2 / (n - 1) / n);
    const found = interval(trials, { confidence: 0.95, comparisons, ...FINE });
    expect(Math.log(found?.high ?? 0) / error).toBeCloseTo(t, 3);
    expect(Math.log(found?.low ?? 0) / error).toBeCloseTo(-t, 3);
  });

  test("is never narrower than the clock allows", () => {
    const same = new Array<number>(5).fill(Math.log(1.5));
    const found = interval(same, { confidence: 0.95, comparisons: 1, resolution: 0.0005, coarse: false });
    expect(found?.low).toBeCloseTo(1.5 * Math.exp(-0.0005), 12);
    expect(found?.high).toBeCloseTo(1.5 * Math.exp(0.0005), 12);
  });

  test("is widened by the clock's uncertainty when the clock is coarse", () => {
    const trials = [0.1, 0.11, 0.12, 0.13, 0.14];
    const half = (coarse: boolean) => {
      const found = interval(trials, { confidence: 0.95, comparisons: 1, resolution: 0.01, coarse });
      return Math.log(found?.high ?? 0) - Math.log(found?.estimate ?? 0);
    };
    expect(half(true) - half(false)).toBeCloseTo(0.01, 12);
  });

  test("needs two trials", () => {
    expect(interval([0.1], { confidence: 0.95, comparisons: 1, ...FINE })).toBeNull();
  });
});

test("a trial's estimate is the mean of its epochs' medians", () => {
  const levels = (baseline: number[], own: number[]) => [Float64Array.from(baseline), Float64Array.from(own)];
  const found = estimate([[levels([5, 5, 5], [4, 3, -100]), levels([5, 5], [5, 4])], []], 1);
  expect(found.epochs).toEqual([[2, 0.5], []]);
  expect(found.trials).toEqual([1.25, null]);
});

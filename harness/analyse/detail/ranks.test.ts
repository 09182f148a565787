import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareRanks } from "./ranks.js";

const compare = (x: readonly number[], y: readonly number[]) =>
  compareRanks(Float64Array.from(x).sort(), Float64Array.from(y).sort());

describe("Mann–Whitney U", () => {
  test("SciPy's own example, without ties", () => {
    // docs.scipy.org, scipy.stats.mannwhitneyu: ages at which diabetes was diagnosed; U1 = 17 for males, and with
    // method="asymptotic" p = 0.11134688653314041.
    const found = compare([19, 22, 16, 29, 24], [20, 11, 17, 12]).mann_whitney;
    expect(found.u).toBe(17);
    expect(found.p).toBeCloseTo(0.11134688653314041, 12);
  });

  test("R's own example, with ties", () => {
    // R, ?wilcox.test: wilcox.test(Ozone ~ Month, data = airquality, subset = Month %in% c(5, 8)) prints
    // W = 127.5, p-value = 0.0001208 (normal approximation with continuity correction).
    const may = [
      41, 36, 12, 18, 28, 23, 19, 8, 7, 16, 11, 14, 18, 14, 34, 6, 30, 11, 1, 11, 4, 32, 23, 45, 115, 37,
    ];
    const august = [
      39, 9, 16, 78, 35, 66, 122, 89, 110, 44, 28, 65, 22, 59, 23, 31, 44, 21, 9, 45, 168, 73, 76, 118, 84,
      85,
    ];
    const found = compare(may, august).mann_whitney;
    expect(found.u).toBe(127.5);
    expect(found.p).toBeCloseTo(0.0001208, 7);
  });

  test("another with ties within and between", () => {
    // endmemo.com/r/wilcoxon.php: W = 51.5, p-value = 0.5966.
    const found = compare([1, 5, 9, 24, 56, 21, 3, 7, 21, 4], [12, 15, 5, 9, 9, 14, 56, 22, 3, 7, 32, 5]);
    expect(found.mann_whitney.u).toBe(51.5);
    expect(found.mann_whitney.p).toBeCloseTo(0.5966, 4);
  });

  test("samples all alike differ in nothing", () => {
    expect(compare([3, 3, 3], [3, 3])).toEqual({
      mann_whitney: { u: 3, p: 1 },
      cliffs_delta: { delta: 0, band: "negligible" },
    });
  });

  test("p keeps its digits far out, and ends at 0", () => {
    const count = (n: number, from: number) => Array.from({ length: n }, (_, i) => from + i);
    // z = (800 − 0.5) ÷ √(1600 × 81 ÷ 12) = 7.693; 2 × (1 − Φ(7.693)) = 1.4e-14, where 1 − erf would have one digit.
    expect(compare(count(40, 100), count(40, 0)).mann_whitney.p / 1.4385e-14).toBeCloseTo(1, 2);
    expect(compare(count(6000, 6000), count(6000, 0)).mann_whitney.p).toBe(0);
  });
});

describe("Cliff's delta", () => {
  test("is that of the R package effsize's example", () => {
    // rdocumentation.org, effsize, cliff.delta: delta estimate −0.25 (small).
    const treatment = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50];
    const control = [10, 20, 30, 40, 40, 50];
    expect(compare(treatment, control).cliffs_delta).toEqual({ delta: -0.25, band: "small" });
  });

  test.each([
    // x in 1 … 100 against the single value t: delta = (100 − 2t) ÷ 100.
    [50.5, 0, "negligible"],
    [43.5, 0.14, "negligible"],
    [42.5, 0.16, "small"],
    [33.5, 0.34, "medium"],
    [26.5, 0.48, "large"],
    [73.5, -0.46, "medium"],
    [0, 1, "large"],
  ])("against %f is %f: %s", (value, delta, band) => {
    const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
    const found = compare(hundred, [value]).cliffs_delta;
    expect(found.delta).toBeCloseTo(delta, 12);
    expect(found.band).toBe(band);
  });
});

test("both count pairs, whatever the ties, and mirror each other when swapped", () => {
  const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(values, values, (x, y) => {
      const there = compare(x, y);
      const back = compare(y, x);
      const pairs = x.flatMap((a) => y.map((b) => Math.sign(a - b)));
      const larger = pairs.filter((sign) => sign > 0).length;
      const equal = pairs.filter((sign) => sign === 0).length;
      expect(there.mann_whitney.u).toBe(larger + equal / 2);
      expect(there.mann_whitney.u + back.mann_whitney.u).toBe(pairs.length);
      expect(there.mann_whitney.p).toBeCloseTo(back.mann_whitney.p, 12);
      expect(there.cliffs_delta.delta).toBeCloseTo(
        pairs.reduce<number>((sum, sign) => sum + sign, 0) / pairs.length,
        12,
      );
      expect(back.cliffs_delta.delta).toBeCloseTo(-there.cliffs_delta.delta, 12);
    }),
    { seed: 3 },
  );
});

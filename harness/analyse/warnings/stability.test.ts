import { describe, expect, test } from "vitest";
import { draws } from "../testing/trials.js";
import { signCorrelation } from "./stability.js";

describe("correlation from signs", () => {
  test("is 1/2 where two signs in three repeat", () => {
    // Sheppard (1899), "On the application of the theory of error to cases of normal distribution and normal
    // correlation": neighbours with correlation ρ lie on one side of the median with probability 1/2 + arcsin(ρ) ÷ π,
    // 2/3 for ρ = 1/2. Runs of three, + + + − − −, repeat two signs in three.
    const runs = Float64Array.from({ length: 3001 }, (_, i) => (Math.floor(i / 3) % 2 === 0 ? 1 : -1));
    expect(signCorrelation([runs], [0])).toBeCloseTo(0.5, 3);
  });

  test("is minus one half where two signs in three change", () => {
    const runs = Float64Array.from(
      { length: 3001 },
      (_, i) => ([1, -1, 1, -1, 1, 1][i % 6] ?? 0) * (i % 6 < 5 ? 1 : -1),
    );
    expect(signCorrelation([runs], [0])).toBeLessThan(-0.4);
  });

  test.each([-0.6, 0.3, 0.6, 0.9])("finds the %f of a first-order autoregression", (rho) => {
    const { normal } = draws(17);
    let level = normal();
    const series = Float64Array.from({ length: 20_000 }, () => {
      level = rho * level + Math.sqrt(1 - rho ** 2) * normal();
      return level;
    });
    expect(Math.abs(signCorrelation([series], [0]) - rho)).toBeLessThan(0.03);
  });

  test("is 0 where chance explains it, and in epochs too short to tell", () => {
    const { normal } = draws(18);
    expect(signCorrelation([Float64Array.from({ length: 1000 }, normal)], [0])).toBe(0);
    expect(signCorrelation([new Float64Array(23).fill(1)], [0])).toBe(0);
  });
});

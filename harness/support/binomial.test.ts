import { describe, expect, it } from "vitest";
import { fewest, lowerShare, upperShare } from "./binomial.js";

describe("exact binomial bounds", () => {
  it("agrees with the closed forms for none and for all", () => {
    expect(upperShare(0, 200, 0.05)).toBeCloseTo(1 - 0.05 ** (1 / 200), 12);
    expect(lowerShare(50, 50, 0.05)).toBeCloseTo(0.05 ** (1 / 50), 12);
    expect(upperShare(7, 7, 0.05)).toBe(1);
    expect(lowerShare(0, 7, 0.05)).toBe(0);
  });

  it("gives R's binom.test(7, 20)$conf.int", () => {
    expect(lowerShare(7, 20, 0.025)).toBeCloseTo(0.1539092, 6);
    expect(upperShare(7, 20, 0.025)).toBeCloseTo(0.5921885, 6);
  });

  it("does not underflow with many runs", () => {
    expect(upperShare(4_900, 5_000, 0.025)).toBeCloseTo(0.9837, 3);
  });

  it("counts what chance explains", () => {
    // P(X ≤ 1 | n = 5, p = 1/2) = 6/32, P(X ≤ 0) = 1/32.
    expect(fewest(5, 0.5, 0.99 / 32)).toBe(0);
    expect(fewest(5, 0.5, 1.01 / 32)).toBe(1);
    expect(fewest(5, 0.5, 6.01 / 32)).toBe(2);
    // R: qbinom(0.01, 200, 0.95) = 182.
    expect(fewest(200, 0.95, 0.01)).toBe(182);
  });
});

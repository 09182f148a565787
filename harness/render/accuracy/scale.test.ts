import { describe, expect, it } from "vitest";
import { decades, decadeTicks, linearScale, logScale, roundDown } from "./scale.js";

describe("axes", () => {
  it("spreads decades evenly and holds what lies outside at the edge", () => {
    const at = logScale([0.001, 10], [100, 500]);
    expect([0.001, 0.01, 0.1, 1, 10].map(at).map(Math.round)).toEqual([100, 200, 300, 400, 500]);
    expect([0, 1e-9, 99].map(at).map(Math.round)).toEqual([100, 100, 500]);
  });

  it("runs downwards where pixels do", () => {
    expect([-1, 0, 1].map(linearScale([-1, 1], [200, 100]))).toEqual([200, 150, 100]);
  });

  it("takes whole decades, six at most", () => {
    expect(decades([0.002, 0.03, 0])).toEqual([0.001, 0.1]);
    expect(decades([1e-12, 0.5]).map(Math.log10).map(Math.round)).toEqual([-6, 0]);
    expect(decades([0.1])).toEqual([0.01, 0.1]);
    expect(decades([0, 0])[0]).toBeGreaterThan(0);
  });

  it("marks every decade and its digits", () => {
    const ticks = decadeTicks([0.01, 1]);
    expect(ticks).toHaveLength(19);
    expect(ticks.filter(({ major }) => major).map(({ value }) => Number(value.toPrecision(3)))).toEqual([
      0.01, 0.1, 1,
    ]);
  });

  it.each([
    [0.0034, 0.002],
    [0.001, 0.001],
    [7, 5],
    [99, 50],
  ])("rounds %f down to %f", (value, rounded) => {
    expect(roundDown(value)).toBeCloseTo(rounded, 12);
  });
});

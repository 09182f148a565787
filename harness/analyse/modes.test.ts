import { describe, expect, test } from "vitest";
import { modes } from "./modes.js";
import { type Draw, draws } from "./testing/trials.js";

const sample = (n: number, time: () => number) => Float64Array.from({ length: n }, time);
const normal = (spread: number) => (draw: Draw) => 20_000 * Math.exp(spread * draw.normal());

describe("one mode in", () => {
  test.each<[string, (draw: Draw) => number, number]>([
    ["narrow lognormal noise", normal(0.002), 0],
    ["lognormal noise", normal(0.02), 0],
    ["wide lognormal noise", normal(0.3), 0],
    ["an exponential tail", (draw) => 20_000 + 2000 * draw.exponential(), 0],
    [
      "preemptions of one sample in ten",
      (draw) => normal(0.02)(draw) + (draw.uniform() < 0.1 ? 30_000 * draw.exponential() : 0),
      0,
    ],
    [
      "readings of a coarse clock",
      (draw) => 10 * Math.floor(draw.uniform() + normal(0.02)(draw) / 333),
      10 / 600,
    ],
  ])("%s", (_, time, quantum) => {
    const draw = draws(7);
    for (const [n, repetitions] of [
      [30, 100],
      [300, 100],
      [3000, 20],
    ] as const) {
      let several = 0;
      for (let i = 0; i < repetitions; i++) {
        if (
          modes(
            sample(n, () => time(draw)),
            quantum,
            n / 12,
          ).length > 1
        )
          several++;
      }
      expect(several / repetitions).toBeLessThanOrEqual(0.02);
    }
  });

  test("identical samples", () => {
    expect(
      modes(
        sample(100, () => 50),
        0,
        10,
      ),
    ).toEqual([{ at: expect.closeTo(50, 0), share: 1 }]);
  });
});

/**
 * Minutes that 272 eruptions of Old Faithful lasted: R's data set `faithful`, after Azzalini & Bowman (1990), "A look at
 * some data on the Old Faithful geyser". Everybody's example of two modes; the mixture of two normal distributions that
 * is likeliest has its means at 2.02 and 4.27, with shares of 0.348 and 0.652.
 */
// biome-ignore format: a table
const ERUPTIONS = [
  3.6, 1.8, 3.333, 2.283, 4.533, 2.883, 4.7, 3.6, 1.95, 4.35, 1.833, 3.917, 4.2, 1.75, 4.7, 2.167, 1.75, 4.8,
  1.6, 4.25, 1.8, 1.75, 3.45, 3.067, 4.533, 3.6, 1.967, 4.083, 3.85, 4.433, 4.3, 4.467, 3.367, 4.033, 3.833,
  2.017, 1.867, 4.833, 1.833, 4.783, 4.35, 1.883, 4.567, 1.75, 4.533, 3.317, 3.833, 2.1, 4.633, 2, 4.8,
  4.716, 1.833, 4.833, 1.733, 4.883, 3.717, 1.667, 4.567, 4.317, 2.233, 4.5, 1.75, 4.8, 1.817, 4.4, 4.167,
  4.7, 2.067, 4.7, 4.033, 1.967, 4.5, 4, 1.983, 5.067, 2.017, 4.567, 3.883, 3.6, 4.133, 4.333, 4.1, 2.633,
  4.067, 4.933, 3.95, 4.517, 2.167, 4, 2.2, 4.333, 1.867, 4.817, 1.833, 4.3, 4.667, 3.75, 1.867, 4.9, 2.483,
  4.367, 2.1, 4.5, 4.05, 1.867, 4.7, 1.783, 4.85, 3.683, 4.733, 2.3, 4.9, 4.417, 1.7, 4.633, 2.317, 4.6,
  1.817, 4.417, 2.617, 4.067, 4.25, 1.967, 4.6, 3.767, 1.917, 4.5, 2.267, 4.65, 1.867, 4.167, 2.8, 4.333,
  1.833, 4.383, 1.883, 4.933, 2.033, 3.733, 4.233, 2.233, 4.533, 4.817, 4.333, 1.983, 4.633, 2.017, 5.1, 1.8,
  5.033, 4, 2.4, 4.6, 3.567, 4, 4.5, 4.083, 1.8, 3.967, 2.2, 4.15, 2, 3.833, 3.5, 4.583, 2.367, 5, 1.933,
  4.617, 1.917, 2.083, 4.583, 3.333, 4.167, 4.333, 4.5, 2.417, 4, 4.167, 1.883, 4.583, 4.25, 3.767, 2.033,
  4.433, 4.083, 1.833, 4.417, 2.183, 4.8, 1.833, 4.8, 4.1, 3.966, 4.233, 3.5, 4.366, 2.25, 4.667, 2.1, 4.35,
  4.133, 1.867, 4.6, 1.783, 4.367, 3.85, 1.933, 4.5, 2.383, 4.7, 1.867, 3.833, 3.417, 4.233, 2.4, 4.8, 2,
  4.15, 1.867, 4.267, 1.75, 4.483, 4, 4.117, 4.083, 4.267, 3.917, 4.55, 4.083, 2.417, 4.183, 2.217, 4.45,
  1.883, 1.85, 4.283, 3.95, 2.333, 4.15, 2.35, 4.933, 2.9, 4.583, 3.833, 2.083, 4.367, 2.133, 4.35, 2.2,
  4.45, 3.567, 4.5, 4.15, 3.817, 3.917, 4.45, 2, 4.283, 4.767, 4.533, 1.85, 4.25, 1.983, 2.25, 4.75, 4.117,
  2.15, 4.417, 1.817, 4.467,
];

describe("two modes in", () => {
  test("Old Faithful, where others find them", () => {
    const [short, long, ...others] = modes(Float64Array.from(ERUPTIONS), 0, ERUPTIONS.length);
    expect(others).toEqual([]);
    expect(Math.abs((short?.at ?? 0) - 2.02)).toBeLessThan(0.2);
    expect(Math.abs((long?.at ?? 0) - 4.27)).toBeLessThan(0.2);
    expect(short?.share).toBeCloseTo(0.348, 1);
    expect(long?.share).toBeCloseTo(0.652, 1);
  });

  test("a kernel that is slow half the time", () => {
    const draw = draws(8);
    const found = modes(
      sample(3000, () => (draw.uniform() < 0.3 ? 1.47 : 1) * normal(0.02)(draw)),
      0,
      250,
    );
    expect(found).toHaveLength(2);
    expect(found[0]?.at).toBeCloseTo(20_000, -3);
    expect(found[0]?.share).toBeCloseTo(0.7, 1);
    expect(found[1]?.at).toBeCloseTo(29_400, -3);
  });

  test.each([0.06, 0.1, 0.5, 0.9])("a share of %f that is a twentieth slower", (share) => {
    const draw = draws(9);
    const found = modes(
      sample(5000, () => (draw.uniform() < share ? 1.05 : 1) * normal(0.005)(draw)),
      0,
      400,
    );
    expect(found).toHaveLength(2);
  });
});

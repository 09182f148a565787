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

describe("two modes in", () => {
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

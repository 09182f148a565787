import { expect, test } from "vitest";
import { analyse } from "./index.js";
import { dithered, isCoarse, resolution } from "./resolution.js";
import { draws, epochOf, planOf, trialOf } from "./testing/trials.js";

test("resolution is half a clock step over the time of a sample", () => {
  // 10 ns on one operation of 10 us: 0.05 %.
  expect(resolution(planOf(1), 0, 10_000, 10)).toBeCloseTo(0.0005, 15);
  // 10 operations of 100 ns per sample, 10 rounds per sum: the same 10 us.
  expect(resolution(planOf(1, { batch: [10], group: [10] }), 0, 100, 10)).toBeCloseTo(0.0005, 15);
  expect([isCoarse(0.00101, 0.01), isCoarse(0.00099, 0.01)]).toEqual([true, false]);
});

test("epochs that vary by more than the clock's step leave nothing of its error", () => {
  expect(dithered(0.001, [[0.5, 0.5, 0.5]])).toBe(0.001);
  // Two values a step apart have a sample variance of half its square, of which a quarter does not count: exp(−π² ÷ 2).
  expect(dithered(0.001, [[0.5, 0.501]])).toBeCloseTo(0.001 * Math.exp(-(Math.PI ** 2) / 2), 9);
  expect(dithered(0.001, [[0.5, 0.5, 0.5, 0.5, 0.501]])).toBe(0.001);
  expect(dithered(0.001, [[0.5, 0.502, 0.499]])).toBeLessThan(1e-12);
  // One epoch per trial tells nothing of them.
  expect(dithered(0.001, [[0.5], [0.6]])).toBe(0.001);
  expect(dithered(0.001, [])).toBe(0.001);
});

test.each([0, 0.1, 0.25, 0.5, 1, 4])(
  "intervals by a coarse clock hold the true ratio where epochs vary by %d of its step",
  (vary) => {
    const [step, time, runs] = [10, 2000, 150];
    const plan = planOf(2, { epochs: 6, roundsPerEpoch: 48 });
    const draw = draws(31);
    let held = 0;
    for (let run = 0; run < runs; run++) {
      // Any true times within a step of each other.
      const truth = [time + step * draw.uniform(), time + step * draw.uniform()];
      const trials = Array.from({ length: 5 }, () =>
        trialOf(
          Array.from({ length: plan.epochs }, () => {
            const level = truth.map((t) => t + vary * step * draw.normal());
            return epochOf(48, 2, (_, v) => {
              const phase = step * draw.uniform();
              return step * Math.floor((phase + (level[v] as number) + 0.3 * step * draw.normal()) / step);
            });
          }),
          { clockStep: step },
        ),
      );
      const ratio = analyse(plan, trials, { margin: 0.01 }).variants.b?.ratio;
      const wanted = (truth[0] as number) / (truth[1] as number);
      if (ratio && ratio.low <= wanted && wanted <= ratio.high) held++;
    }
    // Below 95 % by no more than chance, once in a hundred times.
    expect(held / runs).toBeGreaterThanOrEqual(0.95 - 2.326 * Math.sqrt((0.95 * 0.05) / runs));
  },
);

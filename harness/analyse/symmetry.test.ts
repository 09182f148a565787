import fc from "fast-check";
import { expect, test } from "vitest";
import type { Trial } from "../model/measurement.js";
import { analyse } from "./index.js";
import { cases, close, plan, simulated } from "./testing/pairs.js";
import { draws, NOISY, planOf, simulate } from "./testing/trials.js";

/** The same trials with samples changed: `value(variant, read)`, where `read` gives those of the same round. */
const changed = (
  trials: readonly Trial[],
  variants: number,
  value: (v: number, read: (v: number) => number) => number,
  step = 1,
): Trial[] =>
  trials.map((trial) => ({
    ...trial,
    clockStep: trial.clockStep * step,
    epochs: trial.epochs.map((epoch) => ({
      ...epoch,
      samples: epoch.samples.map((_, i) => {
        const row = i - (i % variants);
        return value(i % variants, (v) => epoch.samples[row + v] ?? Number.NaN);
      }),
    })),
  }));

test("swapping the variants turns the interval upside down", () => {
  fc.assert(
    fc.property(cases, (drawn) => {
      const trials = simulated(drawn);
      const there = analyse(plan, trials, { margin: 0.01 }).variants.b;
      const back = analyse(
        plan,
        changed(trials, 2, (v, read) => read(1 - v)),
        { margin: 0.01 },
      ).variants.b;
      close(back?.ratio?.estimate, 1 / (there?.ratio?.estimate ?? 0));
      close(back?.ratio?.low, 1 / (there?.ratio?.high ?? 0));
      close(back?.ratio?.high, 1 / (there?.ratio?.low ?? 0));
    }),
    { numRuns: 50, seed: 1 },
  );
});

test("another unit of time changes nothing, a variant slower by a factor divides by it", () => {
  fc.assert(
    fc.property(cases, fc.double({ min: 0.25, max: 4, noNaN: true }), (drawn, factor) => {
      const trials = simulated(drawn);
      const before = analyse(plan, trials, { margin: 0.01 }).variants.b?.ratio;
      const unit = changed(trials, 2, (v, read) => read(v) * factor, factor);
      const after = analyse(plan, unit, { margin: 0.01 }).variants.b?.ratio;
      close(after?.low, before?.low);
      close(after?.high, before?.high);
      const slower = changed(trials, 2, (v, read) => read(v) * (v === 1 ? factor : 1));
      close(analyse(plan, slower, { margin: 0.01 }).variants.b?.ratio?.high, (before?.high ?? 0) / factor);
    }),
    { numRuns: 50, seed: 2 },
  );
});

test("swapping two of three variants turns interval and verdict upside down, slow spells included", () => {
  const three = planOf(3, { epochs: 3, roundsPerEpoch: 48 });
  const mirrored = {
    faster: "slower",
    slower: "faster",
    equivalent: "equivalent",
    inconclusive: "inconclusive",
  };
  const quiet = { ...NOISY, trial: 0.001, epoch: 0.001 };
  fc.assert(
    fc.property(fc.integer(), fc.constantFrom(0.97, 1, 1.005, 1.01, 1.03), (seed, ratio) => {
      const draw = draws(seed);
      const slowed = simulate(three, [20_000 * ratio, 20_000, 15_000], quiet, draw).map((trial) => ({
        ...trial,
        epochs: trial.epochs.map((epoch) => {
          const from = draw.uniform() < 0.3 ? 12 : 48;
          const slow = (v: number) => (v === 2 ? 1.3 : 1.5);
          return { ...epoch, samples: epoch.samples.map((x, i) => (i / 3 >= from ? x * slow(i % 3) : x)) };
        }),
      }));
      const there = analyse(three, slowed, { margin: 0.01 });
      const swapped = changed(slowed, 3, (v, read) => read(v === 2 ? 2 : 1 - v));
      const back = analyse(three, swapped, { margin: 0.01 });
      expect(back.kept).toBe(there.kept);
      close(back.variants.b?.ratio?.low, 1 / (there.variants.b?.ratio?.high ?? 0));
      expect(back.variants.b?.verdict).toBe(mirrored[there.variants.b?.verdict ?? "inconclusive"]);
      close(there.variants.c?.times.median, back.variants.c?.times.median);
    }),
    { numRuns: 30, seed: 3 },
  );
});

test("the order of trials means nothing", () => {
  fc.assert(
    fc.property(cases, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (drawn, order) => {
      const trials = simulated(drawn);
      const before = analyse(plan, trials, { margin: 0.01 });
      const after = analyse(
        plan,
        order.map((t) => trials[t] as Trial),
        { margin: 0.01 },
      );
      close(after.variants.b?.ratio?.low, before.variants.b?.ratio?.low);
      close(after.variants.b?.ratio?.high, before.variants.b?.ratio?.high);
      expect(after.variants.b?.verdict).toBe(before.variants.b?.verdict);
      expect(after.variants.a?.times.median).toBe(before.variants.a?.times.median);
      expect(after.trials).toEqual(order.map((t) => before.trials[t]));
    }),
    { numRuns: 50, seed: 4 },
  );
});

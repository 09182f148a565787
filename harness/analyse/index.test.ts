import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Trial } from "../model/measurement.js";
import { analyse } from "./index.js";
import { stageTwoTrials } from "./stages.js";
import { draws, epochOf, NOISY, planOf, simulate, trialOf } from "./testing/trials.js";

/** The same trials with samples changed: `value(round, variant, read)`. */
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

describe("a worked example", () => {
  // Trials whose ratio is exactly e^0.1, e^0.12, … in every round.
  const ratios = [0.1, 0.11, 0.12, 0.13, 0.14];
  const plan = planOf(2, { epochs: 2 });
  const trials = ratios.map((x) =>
    trialOf(
      Array.from({ length: 2 }, () => epochOf(48, 2, (_, v) => (v === 0 ? 20_000 : 20_000 * Math.exp(-x)))),
      { clockStep: 1e-6 },
    ),
  );
  const found = analyse(plan, trials, { margin: 0.01 });

  test("interval and verdict", () => {
    // s = 0.0158114, t(0.975, 4) = 2.776445, half-width 0.0196324.
    const { ratio, verdict } = found.variants.b ?? {};
    expect(ratio?.estimate).toBeCloseTo(Math.exp(0.12), 9);
    expect(ratio?.low).toBeCloseTo(Math.exp(0.12 - 0.0196324), 6);
    expect(ratio?.high).toBeCloseTo(Math.exp(0.12 + 0.0196324), 6);
    expect(verdict).toBe("faster");
    expect(found.variants.a).toMatchObject({ ratio: null, verdict: null });
  });

  test("summaries", () => {
    expect(found.rounds).toBe(480);
    expect(found.kept).toBe(1);
    expect(found.trials[1]).toEqual({
      rounds: 96,
      kept: 1,
      variants: {
        a: { log_ratio: null, median_us: 20 },
        b: { log_ratio: expect.closeTo(0.11, 9), median_us: expect.closeTo(20 * Math.exp(-0.11), 9) },
      },
    });
  });

  test("without a baseline there are times only", () => {
    const alone = analyse(plan, trials, { margin: 0.01, baseline: false });
    expect(alone.variants.b).toEqual({ times: found.variants.b?.times, ratio: null, verdict: null });
    expect(alone.trials.map(({ variants }) => variants.b?.log_ratio)).toEqual(new Array(5).fill(null));
    expect(alone.warnings).toEqual([]);
    expect(stageTwoTrials(alone, { margin: 0.01, precision: 0.001, trials: 5 })).toBe(0);
  });

  test("is warned of nothing but its trials", () => {
    expect(found.warnings.map((w) => w.code)).toEqual(["trials-disagree"]);
  });
});

describe("few trials", () => {
  const plan = planOf(2);
  test("a single one yields times, no ratio and no verdict", () => {
    const found = analyse(plan, simulate(plan, [20_000, 10_000], NOISY, draws(1), 1), { margin: 0.01 });
    expect(found.variants.b).toMatchObject({ ratio: null, verdict: "inconclusive" });
    expect(found.variants.b?.times.median).toBeCloseTo(10_000, -3);
  });
  test("none, or an empty one, is a mistake", () => {
    expect(() => analyse(plan, [], { margin: 0.01 })).toThrow(RangeError);
    expect(() => analyse(plan, [trialOf([])], { margin: 0.01 })).toThrow(RangeError);
  });
});

test("a trial without a quiet epoch does not count", () => {
  const plan = planOf(2, { epochs: 2 });
  const quiet = () => epochOf(48, 2, (round, v) => (v === 0 ? 20_000 : 10_000) + (round % 5));
  const slow = () =>
    epochOf(
      48,
      2,
      (round, v) => (v === 0 ? 40_000 : 10_000) + (round % 5),
      () => 1500,
    );
  const trials = [quiet, quiet, slow, quiet, quiet].map((epoch) => trialOf([epoch(), epoch()]));
  const found = analyse(plan, trials, { margin: 0.01 });
  expect(found.trials[2]).toMatchObject({ kept: 0, variants: { b: { log_ratio: null, median_us: 10.002 } } });
  expect(found.variants.b?.ratio?.estimate).toBeCloseTo(2, 2);
  expect(found.variants.a?.times.mean).toBeCloseTo(20_002, 6);
});

test("slow kernels, three rounds a trial, are judged by what there is", () => {
  const plan = planOf(2, { epochs: 1, roundsPerEpoch: 3 });
  const trials = [1, 1.2, 1, 1.1, 1].map((factor) =>
    trialOf([epochOf(3, 2, (round, v) => factor * (v === 0 ? 2e9 : 1e9) * (1 + round / 1000))]),
  );
  const found = analyse(plan, trials, { margin: 0.01 });
  expect(found.kept).toBe(1);
  expect(found.variants.b?.ratio?.estimate).toBeCloseTo(2, 9);
  expect(found.variants.b?.verdict).toBe("faster");
  expect(found.warnings).toEqual([]);
});

test("sums over rounds undo the clock's steps", () => {
  // 601 ns read by a clock of 10 ns at random phase: samples are 600 or 610, their median 600 whatever the variant.
  const { uniform } = draws(11);
  const read = (time: number) => 10 * Math.floor(time / 10 + uniform());
  const trials = Array.from({ length: 5 }, () =>
    trialOf(Array.from({ length: 6 }, () => epochOf(480, 2, (_, v) => read(v === 0 ? 604 : 601)))),
  );
  const ratio = (group: number[]) =>
    analyse(planOf(2, { roundsPerEpoch: 480, group }), trials, { margin: 0.01 }).variants.b?.ratio;
  expect(ratio([1, 1])?.estimate).toBe(1);
  expect(Math.abs(Math.log((ratio([40, 40])?.estimate ?? 0) / (604 / 601)))).toBeLessThan(0.001);
});

describe("properties", () => {
  const plan = planOf(2, { epochs: 2, roundsPerEpoch: 36 });
  const cases = fc.record({ seed: fc.integer(), ratio: fc.double({ min: 0.5, max: 2, noNaN: true }) });
  const simulated = ({ seed, ratio }: { seed: number; ratio: number }) =>
    simulate(plan, [20_000 * ratio, 20_000], NOISY, draws(seed));
  const close = (x: number | undefined, y: number | undefined) =>
    expect((x ?? 0) / (y ?? 1)).toBeCloseTo(1, 9);

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
        close(analyse(plan, unit, { margin: 0.01 }).variants.b?.ratio?.high, before?.high);
        const slower = changed(trials, 2, (v, read) => read(v) * (v === 1 ? factor : 1));
        close(analyse(plan, slower, { margin: 0.01 }).variants.b?.ratio?.high, (before?.high ?? 0) / factor);
      }),
      { numRuns: 50, seed: 2 },
    );
  });

  test("so does swapping two of three variants, spells of slowness and verdicts included", () => {
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

  test("more confidence, more looks: an interval around the one before", () => {
    const share = fc.double({ min: 0.5, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(cases, share, share, fc.integer({ min: 1, max: 3 }), (drawn, one, other, looks) => {
        const trials = simulated(drawn);
        const ratio = (confidence: number, times: number) =>
          analyse(plan, trials, { margin: 0.01, confidence, looks: times }).variants.b?.ratio;
        const [less, more] = [ratio(Math.min(one, other), looks), ratio(Math.max(one, other), looks)];
        expect(more?.low).toBeLessThanOrEqual(less?.low ?? 0);
        expect(more?.high).toBeGreaterThanOrEqual(less?.high ?? Number.POSITIVE_INFINITY);
        expect(ratio(one, looks + 1)?.low).toBeLessThanOrEqual(ratio(one, looks)?.low ?? 0);
        expect(more?.estimate).toBe(less?.estimate);
      }),
      { numRuns: 30, seed: 5 },
    );
  });

  test("adding variants widens the intervals, never moves them", () => {
    const three = planOf(3, { epochs: 2, roundsPerEpoch: 36 });
    const trials = simulated({ seed: 5, ratio: 1.1 });
    const added = trials.map((trial) => ({
      ...trial,
      epochs: trial.epochs.map((epoch) =>
        epochOf(epoch.rounds, 3, (round, v) => epoch.samples[round * 2 + Math.min(v, 1)] ?? 0),
      ),
    }));
    const two = analyse(plan, trials, { margin: 0.01 }).variants.b?.ratio;
    const more = analyse(three, added, { margin: 0.01 }).variants.b?.ratio;
    close(more?.estimate, two?.estimate);
    expect(more?.high).toBeGreaterThan(two?.high ?? Number.POSITIVE_INFINITY);
  });
});

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

import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK_ROUNDS } from "../model/measurement.js";
import { DEFAULT_SETTINGS, type Limits } from "../model/target.js";
import { planSampling } from "./sampling.js";

const US = 1_000;
const MS = 1_000_000;
const CLOCK_COST = 25;

/** `operation` in nanoseconds. */
function plan(
  operation: readonly number[],
  parts: { repeatable?: boolean; cold?: boolean; bytes?: number; l2?: number; limits?: Partial<Limits> } = {},
) {
  const { repeatable = true, cold = false, bytes = 4096, l2 = 2 ** 20, limits } = parts;
  return planSampling({
    variants: operation.map((_, i) => `v${i}`),
    calibration: {
      operation,
      clockStep: 10,
      clockCost: CLOCK_COST,
      restore: 100,
    },
    repeatable,
    cold,
    bytes,
    l2,
    limits: { ...DEFAULT_SETTINGS.limits, ...limits },
    rotated: { first: 0, count: 16 },
    unseen: { first: 17, count: 4 },
  });
}

/** Nanoseconds of one sample of each variant. */
const samples = (operation: readonly number[], { batch }: ReturnType<typeof plan>) =>
  operation.map((t, i) => t * (batch[i] as number));

test("a long operation is a sample by itself", () => {
  const { batch, frames, group, epochs, roundsPerEpoch } = plan([36 * US, 12 * US]);
  expect({ batch, frames, group, epochs }).toEqual({ batch: [1, 1], frames: 1, group: [1, 1], epochs: 12 });
  expect(epochs * roundsPerEpoch).toBeGreaterThanOrEqual(1000);
});

test("short operations that may repeat are repeated in place, equally often", () => {
  const operation = [1000, 400];
  const short = plan(operation);
  expect(short).toMatchObject({ frames: 1, group: [1, 1] });
  expect(short.batch[0]).toBe(short.batch[1]);
  expect(Math.min(...samples(operation, short))).toBeGreaterThanOrEqual(15 * US);
  expect(Math.max(...samples(operation, short))).toBeLessThanOrEqual(100 * US);
});

test("operations of unlike length get batches of their own", () => {
  const operation = [50 * US, 100, 2 * US];
  const unlike = plan(operation);
  expect(unlike.batch).toEqual([1, 150, 8]);
  expect(unlike).toMatchObject({ frames: 1, group: [1, 1, 1] });
});

test("short operations that may not repeat run once each on copies of the input, as many as fit", () => {
  const operation = [1000, 900];
  const framed = plan(operation, { repeatable: false });
  expect(framed.frames).toBe(17);
  expect(framed.batch).toEqual([17, 17]);
  expect(framed.group).toEqual([1, 1]);
  const narrow = plan(operation, { repeatable: false, l2: 8 * 4096 });
  expect(narrow).toMatchObject({ frames: 4, batch: [4, 4] });
});

test.each([
  ["too big for the cache", { bytes: 2 ** 20 }],
  ["in a cache of unknown size", { l2: 0 }],
])("those whose input is %s are timed alone and summed over rounds", (_, parts) => {
  const operation = [5 * US, 300];
  const grouped = plan(operation, { repeatable: false, ...parts });
  expect(grouped).toMatchObject({ frames: 1, batch: [1, 1] });
  const [slow = 0, fast = 0] = grouped.group;
  expect(slow * (operation[0] as number)).toBeGreaterThanOrEqual(15 * US);
  expect(fast).toBeGreaterThan(slow);
  expect(fast % slow).toBe(0);
});

test.each([true, false])("cold operations are never batched (repeatable: %s)", (repeatable) => {
  const cold = plan([5 * US, 300], { repeatable, cold: true });
  expect(cold).toMatchObject({ frames: 1, batch: [1, 1], group: [4, 32] });
  expect(plan([20 * US, 300], { repeatable, cold: true }).group).toEqual([1, 32]);
});

test("a kernel of a second gets a few rounds in one epoch, whatever the budget", () => {
  const slow = plan([1000 * MS, 1000 * MS]);
  expect(slow).toMatchObject({ batch: [1, 1], epochs: 1, roundsPerEpoch: 3, warmupRounds: 1 });
});

test("a larger budget buys rounds up to what is wanted; more trials share it", () => {
  const rounds = (limits: Partial<Limits>) => {
    const { epochs, roundsPerEpoch } = plan([1 * MS, 1 * MS], { limits });
    return epochs * roundsPerEpoch;
  };
  expect(rounds({ budget: 4 })).toBeGreaterThan(rounds({ budget: 1 }));
  expect(rounds({ trials: 10 })).toBeLessThan(rounds({ trials: 5 }));
  expect(rounds({ budget: 1000 })).toBe(rounds({ budget: 2000 }));
});

test("warm-up counts in the budget", () => {
  for (const budget of [0.25, 1, 2]) {
    const { epochs, roundsPerEpoch, warmup } = plan([60 * US, 40 * US], { limits: { budget } });
    const perTrial = (2 * (budget * 1e9)) / 8 / 5;
    const blocks = epochs * BLOCK_ROUNDS * 100 * US; // rounded up to whole ones
    expect(epochs * (roundsPerEpoch * 100 * US + warmup)).toBeLessThanOrEqual(perTrial + blocks);
    expect(epochs * warmup).toBeLessThanOrEqual(perTrial / 2);
  }
});

test("any plan keeps within its limits", () => {
  const time = fc.double({ min: 1, max: 1000 * MS, noNaN: true });
  fc.assert(
    fc.property(fc.array(time, { minLength: 1, maxLength: 7 }), fc.boolean(), (operation, repeatable) => {
      const any = plan(operation, { repeatable });
      const { batch, group, frames, epochs, roundsPerEpoch } = any;
      for (const count of [...batch, ...group, frames, epochs, roundsPerEpoch, any.warmupRounds]) {
        expect(Number.isInteger(count)).toBe(true);
        expect(count).toBeGreaterThan(0);
      }
      expect(frames === 1 || batch.every((b) => b === frames)).toBe(true);
      // Nothing is batched beyond what preemption allows, and several epochs consist of whole blocks.
      samples(operation, any).forEach((t, i) => {
        expect(t <= 101 * US || batch[i] === 1).toBe(true);
      });
      expect(epochs === 1 || roundsPerEpoch % BLOCK_ROUNDS === 0).toBe(true);
      expect(any.variants.length).toBe(operation.length);
    }),
    { seed: 1 },
  );
});

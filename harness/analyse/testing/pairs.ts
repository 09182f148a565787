import fc from "fast-check";
import { expect } from "vitest";
import { draws, NOISY, planOf, simulate } from "./trials.js";

/** Simulated comparisons of two variants, for properties of every analysis. */

export const plan = planOf(2, { epochs: 2, roundsPerEpoch: 36 });
/** True ratios, and seeds of what disturbs them. */
export const cases = fc.record({ seed: fc.integer(), ratio: fc.double({ min: 0.5, max: 2, noNaN: true }) });
export const simulated = ({ seed, ratio }: { seed: number; ratio: number }) =>
  simulate(plan, [20_000 * ratio, 20_000], NOISY, draws(seed));

/** Equal but for rounding; a missing value is close to nothing. */
export const close = (x: number | undefined, y: number | undefined) =>
  expect((x ?? 0) / (y ?? 1)).toBeCloseTo(1, 9);

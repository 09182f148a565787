import type { SamplingPlan, Trial } from "../model/measurement.js";
import { clockStep } from "./resolution.js";
import { median } from "./samples.js";

/** A variant that knows inputs again: median nanoseconds of one operation on new inputs, and on the same once more. */
export interface Remembered {
  readonly variant: string;
  readonly first: number;
  readonly again: number;
}

/** So many times as long the first time is memory: a branch predictor that has seen an input once saves less. */
const FACTOR = 3;
/** Every single trial shows this much. */
const IN_EACH = 2;
/** What the first time costs an honest variant at most; another one must show that it does not cost all of them more. */
const HONEST = 1.5;
/** Operations must be so many times the clock's step. */
const STEPS = 20;
/** Trials that must have seen it: fewer may all have met an interruption. */
const FEWEST = 3;

/**
 * Variants that remember inputs, and with them answers: always right, and fast on whatever they have seen. Only time can
 * tell: instances that no process saw before the end of its trial are timed there twice.
 */
export function remembered(plan: SamplingPlan, trials: readonly Trial[]): Remembered[] {
  if (trials.length < FEWEST) return [];
  const replays = trials.map(({ replay }) => replay);
  const shortest = STEPS * clockStep(trials);
  const found = plan.variants.map((variant, v) => {
    const factors = replays.map(({ unseen, again }) => (unseen[v] ?? 0) / Math.max(again[v] ?? 0, 1));
    const middle = (of: (replay: (typeof replays)[number]) => readonly number[]) =>
      median(Float64Array.from(replays, (replay) => of(replay)[v] ?? 0));
    const [first, again] = [middle(({ unseen }) => unseen), middle((replay) => replay.again)];
    return { variant, first, again, factor: first / Math.max(again, 1), least: Math.min(...factors) };
  });
  if (found.length > 1 && found.every(({ factor }) => factor > HONEST)) return [];
  return found
    .filter(({ first, factor, least }) => first >= shortest && factor >= FACTOR && least >= IN_EACH)
    .map(({ variant, first, again }) => ({ variant, first, again }));
}

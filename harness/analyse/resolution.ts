import type { SamplingPlan, Trial } from "../model/measurement.js";

/** The step of the clock over all trials, nanoseconds: the coarsest one counts. */
export const clockStep = (trials: readonly Trial[]): number => Math.max(...trials.map((t) => t.clockStep));

/** Half a clock step spread over the operations of one sample: what a sample that reads zero may have lasted. */
export const shortest = (plan: SamplingPlan, v: number, step: number): number =>
  step / 2 / (plan.batch[v] ?? 1);

/**
 * How far the clock alone can move the logarithm of variant `v`'s time.
 *
 * A sample is a multiple of the clock step q. When operations vary by less than q, the median of many samples sticks
 * to the multiple nearest the true duration: up to q/2 off, the same way in every trial, so no repetition averages it
 * out and the spread between trials does not show it. A sum over g rounds is off by q/2 as well, on a duration g times
 * as long, since readings start at random phases of the clock and their errors cancel. Hence
 * (q/2) ÷ (time × batch × group), with `time` in nanoseconds per operation.
 */
export const resolution = (plan: SamplingPlan, v: number, time: number, step: number): number =>
  shortest(plan, v, step) / (plan.group[v] ?? 1) / time;

/** Share of the margin that the clock may take up unnoticed (measurement.md, protocol 4). */
const SHARE_OF_MARGIN = 0.1;

export const isCoarse = (resolution: number, margin: number): boolean =>
  resolution > SHARE_OF_MARGIN * margin;

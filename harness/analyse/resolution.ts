import { mean, sampleVariance } from "simple-statistics";
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

/**
 * How far the clock can move a log-ratio, from `alone`, what its two times may be off by, and the ratio's epoch estimates
 * by trial. Where these vary by more than the clock's step, medians stick to no multiple of it: the variation is a dither,
 * of which a Gaussian one of standard deviation s leaves exp(−2π² (s ÷ q)²) of the error (Widrow & Kollár (2008),
 * "Quantization Noise", on the characteristic function of the input at 2π ÷ q). Medians that go to and fro between two
 * multiples vary by a quarter of q² at most without any dither, which does not count.
 */
export function dithered(alone: number, epochs: readonly (readonly number[])[]): number {
  const several = epochs.filter((trial) => trial.length > 1);
  if (several.length === 0) return alone;
  const variance = mean(several.map((trial) => sampleVariance([...trial]))) / alone ** 2;
  return alone * Math.exp(-2 * Math.PI ** 2 * Math.max(0, variance - 1 / 4));
}

/** Share of the margin that the clock may take up unnoticed (measurement.md, protocol 4). */
const SHARE_OF_MARGIN = 0.1;

export const isCoarse = (resolution: number, margin: number): boolean =>
  resolution > SHARE_OF_MARGIN * margin;

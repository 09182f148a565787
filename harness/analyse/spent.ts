import type { SamplingPlan, Trial } from "../model/measurement.js";

/**
 * Seconds that the timed samples of each variant took together, in the plan's order. Warm-up, restoring arguments and
 * starting processes are not in it.
 */
export const secondsSpent = ({ batch }: SamplingPlan, trials: readonly Trial[]): readonly number[] =>
  batch.map((operations, variant) => {
    let perOperation = 0;
    for (const { samples } of trials.flatMap(({ epochs }) => epochs))
      for (let i = variant; i < samples.length; i += batch.length) perOperation += samples[i] as number;
    return (perOperation * operations) / 1e9;
  });

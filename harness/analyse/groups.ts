import type { SamplingPlan } from "../model/measurement.js";
import { type Columns, median } from "./samples.js";

/** `levels[v][group]`: natural logarithm of variant v's time per operation in one group of rounds of one epoch. */
export type Levels = readonly Float64Array[];

/**
 * Time per operation of sums over `size` consecutive rounds, nanoseconds; with size 1 the samples themselves. Rounds
 * that do not fill a sum are left out, unless there would be no sum at all: then all of them make one. A sum that the
 * clock read as zero counts as `shortest` ÷ rounds (half a clock step over all its operations): too short for
 * this clock, which `timer-coarse` reports, but not to be dropped.
 */
export function sums(samples: Float64Array, size: number, shortest: number): Float64Array {
  const width = Math.min(size, samples.length);
  const means = new Float64Array(width === 0 ? 0 : Math.floor(samples.length / width));
  for (let i = 0; i < means.length; i++) {
    let sum = 0;
    for (let round = i * width; round < (i + 1) * width; round++) sum += samples[round] ?? 0;
    means[i] = Math.max(sum, shortest) / width;
  }
  return means;
}

/**
 * Levels of all variants over the same groups of G rounds, G being the longest of `plan.group`: each is the median
 * over the variant's sums within the group. When every variant is timed alone, a group is a round.
 */
export function logLevels(columns: Columns, plan: SamplingPlan, shortest: readonly number[]): Levels {
  const rounds = columns[0]?.length ?? 0;
  const width = Math.min(Math.max(...plan.group), rounds);
  return columns.map((column, v) => {
    const size = plan.group[v] ?? 1;
    const floor = shortest[v] ?? 0;
    if (width === size) return sums(column, size, floor).map(Math.log);
    const groups = Array.from({ length: width === 0 ? 0 : Math.floor(rounds / width) }, (_, g) =>
      sums(column.subarray(g * width, (g + 1) * width), size, floor),
    );
    return Float64Array.from(groups, (within) => Math.log(median(within)));
  });
}

/** ln(baseline ÷ variant) per group: positive where the variant is faster. */
export function pairedLogRatios(levels: Levels, v: number): Float64Array {
  const own = levels[v];
  return (levels[0] ?? new Float64Array()).map((baseline, g) => baseline - (own?.[g] ?? Number.NaN));
}

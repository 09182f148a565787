import type { Calibration } from "../model/executor.js";
import { BLOCK_ROUNDS, type InstanceRange, type SamplingPlan } from "../model/measurement.js";
import type { Limits } from "../model/target.js";

/** How samples are taken (measurement.md, protocol 2, 4 and 5). Times in nanoseconds. */

/** A sample is at least this long. */
const SHORTEST_SAMPLE = 15_000;
/** Samples of this many clock steps ÷ margin leave half a step on each side a tenth of the margin in a ratio. */
const STEPS_PER_MARGIN = 10;
/** An operation of this length is a sample by itself. */
const LONG_OPERATION = 10_000;
/** Longer samples meet preemption too often. */
const LONGEST_SAMPLE = 100_000;
/** Operation times that differ by more get batches of their own. */
const ALIKE = 4;
/** Leaves several sums per epoch for a median. */
const MAX_GROUP = 32;

/**
 * Each has memory and code at addresses of its own. A baseline of 39 us that takes 65 at a quarter of all addresses came
 * out with 95 % intervals of ± 20 to 45 % when each trial had one place for its code, ± 14 to 22 % with 6, ± 8 to 20 % with 12.
 */
const EPOCHS = 12;
const EPOCH_TIME = 4_000_000;
const WARMUP = 2_000_000;
const ROUNDS = 1008; // ≥ 1,000, in whole blocks per epoch
/** Rounds below which an epoch says too little; fewer epochs instead. */
const MIN_EPOCH_ROUNDS = 2 * BLOCK_ROUNDS;
/** Slow kernels: at least so many rounds, whatever they cost. */
const MIN_ROUNDS = 3;
/** Stage one takes this share of the budget; the rest is for a second one. */
const STAGE_ONE = 1 / 8;

export interface SamplingInput {
  /** Variant names, the baseline first, in the order of `calibration.operation`. */
  readonly variants: readonly string[];
  readonly calibration: Calibration;
  /** Whether every variant's operation may repeat in place. */
  readonly repeatable: boolean;
  /** Whether every operation must find the caches evicted: only the first of a batch would. */
  readonly cold: boolean;
  /** Bytes of one set of arguments, and of the core's second-level cache (0 when unknown). */
  readonly bytes: number;
  readonly l2: number;
  readonly limits: Limits;
  /** See `SamplingPlan`. */
  readonly rotated: InstanceRange;
  readonly unseen: InstanceRange;
}

export function planSampling(input: SamplingInput): SamplingPlan {
  const { variants, limits, calibration } = input;
  const { operation } = calibration;
  const { batch, frames, group } = batching(input, operation);
  const round = operation.reduce(
    (sum, t, v) => sum + t * (batch[v] as number) + calibration.restore * frames + 2 * calibration.clockCost,
    0,
  );
  const allowed = (limits.budget * 1e9 * STAGE_ONE * variants.length) / limits.trials;
  const warmups = EPOCHS * Math.min(WARMUP, allowed / EPOCHS / 2);
  const wanted = Math.max(ROUNDS, (EPOCHS * EPOCH_TIME) / round);
  const rounds = Math.max(MIN_ROUNDS, Math.floor(Math.min(wanted, (allowed - warmups) / round)));
  const epochs = Math.max(1, Math.min(EPOCHS, Math.floor(rounds / MIN_EPOCH_ROUNDS)));
  const whole = epochs > 1 ? BLOCK_ROUNDS : 1;
  return {
    variants,
    batch,
    frames,
    group,
    epochs,
    rotated: input.rotated,
    unseen: input.unseen,
    roundsPerEpoch: Math.ceil(rounds / epochs / whole) * whole,
    warmup: Math.min(WARMUP, allowed / epochs / 2),
    warmupRounds: Math.max(1, Math.min(BLOCK_ROUNDS, Math.floor(WARMUP / 4 / round))),
  };
}

/**
 * Operations too short to time alone: repeated in place when that is harmless; else on as many fresh copies of the
 * input as fit half of L2; else (and always when cold) single ones, summed over rounds by the analysis.
 */
function batching(
  { repeatable, cold, bytes, l2, calibration, limits }: SamplingInput,
  operation: readonly number[],
): Pick<SamplingPlan, "batch" | "frames" | "group"> {
  const ones = operation.map(() => 1);
  const wanted = (STEPS_PER_MARGIN * calibration.clockStep) / limits.margin;
  const sample = Math.min(LONGEST_SAMPLE, Math.max(SHORTEST_SAMPLE, wanted));
  const long = sample > SHORTEST_SAMPLE ? sample : LONG_OPERATION;
  const fastest = Math.min(...operation);
  const slowest = Math.max(...operation);
  if (fastest >= long) return { batch: ones, frames: 1, group: ones };
  const needed = (t: number) => (t >= long ? 1 : Math.ceil(sample / t));
  if (repeatable && !cold) {
    const equal = Math.min(needed(fastest), Math.max(1, Math.floor(LONGEST_SAMPLE / slowest)));
    const alike = slowest <= ALIKE * fastest;
    return { batch: operation.map((t) => (alike ? equal : needed(t))), frames: 1, group: ones };
  }
  const copies = Math.min(Math.floor(l2 / 2 / bytes), needed(fastest), Math.floor(LONGEST_SAMPLE / slowest));
  const frames = cold ? 1 : Math.max(1, copies);
  // Operations that are long enough alone are not summed for the clock's sake: a sum is disturbed as often as all its parts.
  // Two equal 1.5 MB kernels of 40 us came out 0.02 % apart (median of 12 runs) alone, 0.12 % in sums of four.
  const summed = (t: number) => (t >= LONG_OPERATION ? 1 : Math.ceil(SHORTEST_SAMPLE / t));
  // Powers of two, so that every group divides the largest.
  const group = operation.map((t) => Math.min(MAX_GROUP, 2 ** Math.ceil(Math.log2(summed(t * frames)))));
  return { batch: operation.map(() => frames), frames, group };
}

/** What a measuring process is asked to do, and what it brings home. */

/** Successive instances of a workload. */
export interface InstanceRange {
  readonly first: number;
  readonly count: number;
}

/** How samples are taken; the same for every trial of a comparison. */
export interface SamplingPlan {
  /** Variant names; index 0 is the baseline, unless that cannot be measured. */
  readonly variants: readonly string[];
  /** Consecutive operations in one timed sample, per variant. */
  readonly batch: readonly number[];
  /** Fresh copies of the input that the operations of one sample rotate over: 1, or equal to the batch. */
  readonly frames: number;
  /** Rounds over which samples too short to time alone are summed, per variant; 1 for most. */
  readonly group: readonly number[];
  readonly epochs: number;
  readonly roundsPerEpoch: number;
  /** What timing rotates over, and what a trial shows at its end and never before. */
  readonly rotated: InstanceRange;
  readonly unseen: InstanceRange;
  /** Nanoseconds of warm-up per epoch, at least, and the rounds after which it looks whether times have settled. */
  readonly warmup: number;
  readonly warmupRounds: number;
}

/** Rounds measured on one fresh mapping. */
export interface Epoch {
  readonly rounds: number;
  /** Nanoseconds per operation, row-major [round][variant]. */
  readonly samples: Float64Array;
  /** Which variant stood where: row-major [round][position] → variant. */
  readonly order: Uint8Array;
  /** Nanoseconds of the independent probe, one per block of `BLOCK_ROUNDS` rounds. */
  readonly probe: Float64Array;
}

/** Rounds of one block of the slow-mode filter (measurement.md, protocol 6). */
export const BLOCK_ROUNDS = 12;

/** What happened to the measuring thread and its CPUs in one trial; null where the system does not tell. */
export interface Observed {
  /** Of the measuring thread, within timed rounds alone. */
  readonly voluntarySwitches: number;
  readonly involuntarySwitches: number;
  /**
   * Nanoseconds for which that thread could have run and others had its CPU, threads of the libraries aside where
   * that is the only one they have; null where the system does not count them.
   */
  readonly waited: number | null;
  readonly minorFaults: number;
  readonly majorFaults: number;
  /** Nanoseconds of the whole trial, warm-up and memory included, over which the rest is counted. */
  readonly elapsed: number;
  /** Clock ticks (10 ms) stolen by the hypervisor on the measuring CPUs. */
  readonly stealTicks: number;
  /** Number of other hardware threads on the measuring cores, and clock ticks that they worked. */
  readonly siblings: number;
  readonly siblingTicks: number;
  /** Nanoseconds for which CPU quotas stopped the control groups. */
  readonly throttled: number | null;
  /** Clock of the measuring CPUs, on average. */
  readonly megahertz: { readonly before: number; readonly after: number } | null;
  /** Frequency governor of the first measuring CPU; null also where no better one can be chosen. */
  readonly governor: string | null;
  readonly turbo: boolean | null;
  /** One-minute load average. */
  readonly load: number;
  /** Epochs that began before times had settled: their warm-up reached its limit. */
  readonly unsettled: number;
}

/** Median nanoseconds of single operations, per variant. */
export interface Replay {
  /** On another instance each time, and on the same one again and again; null where that would take long. */
  readonly learned: { readonly rotated: readonly number[]; readonly replayed: readonly number[] } | null;
  /** On instances that the process never saw, and on these once more. */
  readonly unseen: readonly number[];
  readonly again: readonly number[];
}

/** What a variant tells of the device that it works on, as far as it exports it. */
export interface DeviceUse {
  /** As the device's runtime names it; null: it knows no name. */
  readonly name?: string | null;
  /** Nanoseconds of device time of single operations, after all that was timed; NaN where the runtime does not know. */
  readonly times?: Float64Array;
}

/** One fresh process. */
export interface Trial {
  readonly epochs: readonly Epoch[];
  readonly observed: Observed;
  /** Nanoseconds per call of an empty kernel, timed in the batches of each variant; reported, never subtracted. */
  readonly emptyCalls: readonly number[];
  readonly replay: Replay;
  /** Per variant, null for those that tell of none; absent where all do. */
  readonly devices?: readonly (DeviceUse | null)[];
  /** Smallest non-zero step of the clock, nanoseconds. */
  readonly clockStep: number;
  /** CPUs that it was pinned to; empty when it could not be. */
  readonly cpus: readonly number[];
}

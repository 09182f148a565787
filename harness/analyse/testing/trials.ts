import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { BLOCK_ROUNDS, type Epoch, type SamplingPlan, type Trial } from "../../model/measurement.js";

export const QUIET: Trial["observed"] = {
  voluntarySwitches: 0,
  involuntarySwitches: 0,
  waited: null,
  minorFaults: 0,
  majorFaults: 0,
  elapsed: 1e8,
  stealTicks: 0,
  siblings: 0,
  siblingTicks: 0,
  throttled: null,
  megahertz: null,
  governor: null,
  turbo: null,
  load: 0.5,
  unsettled: 0,
};

/** A plan of single operations; variants are called a (the baseline), b, c … */
export function planOf(variants: number, changes: Partial<SamplingPlan> = {}): SamplingPlan {
  return {
    variants: Array.from({ length: variants }, (_, v) => String.fromCharCode(97 + v)),
    batch: new Array<number>(variants).fill(1),
    group: new Array<number>(variants).fill(1),
    frames: 1,
    epochs: 6,
    roundsPerEpoch: 48,
    rotated: { first: 0, count: 16 },
    unseen: { first: 17, count: 4 },
    warmup: 4e6,
    warmupRounds: 12,
    ...changes,
  };
}

/** An epoch whose samples are `time(round, variant)`, nanoseconds. */
export function epochOf(
  rounds: number,
  variants: number,
  time: (round: number, v: number) => number,
  probe: (block: number) => number = () => 1000,
): Epoch {
  const samples = new Float64Array(rounds * variants);
  for (let i = 0; i < samples.length; i++) samples[i] = time(Math.floor(i / variants), i % variants);
  const blocks = Math.floor(rounds / BLOCK_ROUNDS);
  // Each variant comes first in turn, so that all follow all others.
  const order = Uint8Array.from(
    { length: samples.length },
    (_, i) => (i + Math.floor(i / variants)) % variants,
  );
  return { rounds, samples, order, probe: Float64Array.from({ length: blocks }, (_, b) => probe(b)) };
}

export function trialOf(epochs: readonly Epoch[], changes: Partial<Trial> = {}): Trial {
  return {
    epochs,
    observed: QUIET,
    emptyCalls: new Array<number>(8).fill(2),
    replay: { learned: null, unseen: [], again: [] },
    clockStep: 10,
    cpus: [1],
    ...changes,
  };
}

export interface Draw {
  /** In [0, 1). */
  uniform(): number;
  normal(): number;
  /** With mean 1. */
  exponential(): number;
}

export function draws(seed: number): Draw {
  const generator = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(generator);
  const exponential = () => -Math.log1p(-uniform());
  return {
    uniform,
    exponential,
    normal: () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * uniform()),
  };
}

export interface Noise {
  /** Standard deviation of a trial's log-times, by variant independently. */
  readonly trial: number;
  /** The same, of an epoch's. */
  readonly epoch: number;
  /** The same, of one sample's. */
  readonly sample: number;
  /** Share of samples that a preemption of 30 us on average hits. */
  readonly preempted: number;
}

export const NOISY: Noise = { trial: 0.003, epoch: 0.003, sample: 0.02, preempted: 0.01 };

/** Five trials of variants with the given true times, nanoseconds, lognormal noise and preemptions. */
export function simulate(
  plan: SamplingPlan,
  times: readonly number[],
  noise: Noise,
  draw: Draw,
  trials = 5,
): Trial[] {
  return Array.from({ length: trials }, () => {
    const process = times.map((time) => Math.log(time) + noise.trial * draw.normal());
    const epochs = Array.from({ length: plan.epochs }, () => {
      const mapping = process.map((level) => level + noise.epoch * draw.normal());
      return epochOf(plan.roundsPerEpoch, times.length, (_, v) => {
        const sample = Math.exp((mapping[v] ?? 0) + noise.sample * draw.normal());
        return sample + (draw.uniform() < noise.preempted ? 30_000 * draw.exponential() : 0);
      });
    });
    return trialOf(epochs, { clockStep: 0.01 });
  });
}

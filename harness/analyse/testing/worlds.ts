import type { SamplingPlan, Trial } from "../../model/measurement.js";
import { type Draw, epochOf, trialOf } from "./trials.js";

/** Where the simulated noise comes from; deviations are of logarithms of times. */
export interface World {
  /** Of a trial, by variant independently: memory layout, page colours. */
  readonly trial: number;
  /** Of an epoch. */
  readonly epoch: number;
  /** Deviation of one sample. */
  readonly sample: (draw: Draw) => number;
  /** Log-slowdown from the first to the last round of an epoch, of all variants alike. */
  readonly drift: number;
  /** Share of epochs with a spell of 12 to 60 rounds in which the baseline slows down by 1.5 and the others by 1.3. */
  readonly spells: number;
}

const CALM: World = {
  trial: 0.002,
  epoch: 0.002,
  sample: (draw) => 0.02 * draw.normal(),
  drift: 0,
  spells: 0,
};

export const WORLDS: { readonly [name: string]: World } = {
  "plain noise": CALM,
  "trials that differ more than what is within them": { ...CALM, trial: 0.01, epoch: 0.001 },
  // Student's t with two degrees of freedom: its variance is infinite.
  "heavy tails": { ...CALM, sample: (draw) => (0.01 * draw.normal()) / Math.sqrt(draw.exponential()) },
  // One sample in twenty is preempted, for one and a half times its time on average.
  "frequent preemptions": {
    ...CALM,
    sample: (draw) =>
      0.01 * draw.normal() + (draw.uniform() < 0.05 ? Math.log1p(1.5 * draw.exponential()) : 0),
  },
  drift: { ...CALM, drift: 0.03 },
  "slow spells": { ...CALM, spells: 0.25 },
};

/** Fresh trials of variants with the given true times, nanoseconds. */
export function inWorld(
  plan: SamplingPlan,
  times: readonly number[],
  world: World,
  draw: Draw,
  trials: number,
): Trial[] {
  const rounds = plan.roundsPerEpoch;
  return Array.from({ length: trials }, () => {
    const process = times.map((time) => Math.log(time) + world.trial * draw.normal());
    const epochs = Array.from({ length: plan.epochs }, () => {
      const mapping = process.map((level) => level + world.epoch * draw.normal());
      const from = draw.uniform() < world.spells ? Math.floor(draw.uniform() * (rounds - 12)) : rounds;
      const to = from + 12 + 48 * draw.uniform();
      return epochOf(rounds, times.length, (round, v) => {
        const slowed = round >= from && round < to ? Math.log(v === 0 ? 1.5 : 1.3) : 0;
        const drifted = (world.drift * round) / rounds;
        return Math.exp((mapping[v] ?? 0) + drifted + slowed + world.sample(draw));
      });
    });
    return trialOf(epochs, { clockStep: 0.01 });
  });
}

import type { Observed, SamplingPlan, Trial } from "../../model/measurement.js";
import { analyse } from "../index.js";
import { draws, epochOf, planOf, QUIET, trialOf } from "./trials.js";

const ROUNDS = 96;
export const plan = planOf(2, { epochs: 3, roundsPerEpoch: ROUNDS });
export const { normal } = draws(21);
const noisy = (time: number) => time * Math.exp(0.005 * normal());

/** Messages of the warnings that trials raise, by code. */
export const found = (trials: readonly Trial[], of: SamplingPlan = plan) => {
  const { warnings } = analyse(of, trials, { margin: 0.01 });
  return Object.fromEntries(warnings.map(({ code, message }) => [code, message]));
};
/** Five trials of three epochs whose samples are `time(round, variant, epoch, trial)` with half a per cent of noise. */
export const trials = (
  time: (round: number, v: number, epoch: number, trial: number) => number,
  changes: Partial<Trial> = {},
  probe?: (block: number) => number,
) =>
  Array.from({ length: 5 }, (_, t) =>
    trialOf(
      Array.from({ length: 3 }, (_, e) =>
        epochOf(ROUNDS, 2, (round, v) => noisy(time(round, v, e, t)), probe),
      ),
      changes,
    ),
  );
export const quiet = (changes: Partial<Trial> = {}) => trials(() => 20_000, changes);
export const observing = (changes: Partial<Observed>) => quiet({ observed: { ...QUIET, ...changes } });

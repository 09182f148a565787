import { median } from "simple-statistics";
import type { InstanceRange, Replay, SamplingPlan } from "../model/measurement.js";
import type { Driver } from "./driver.js";
import { roundOrder } from "./order.js";

/** Nanoseconds that each of them may take; a trial has a hundred times as many. */
const CAP = 1_000_000;
const FEWEST_ROUNDS = 8;
const MOST_ROUNDS = 64;
/** The same of unseen instances, of which one at least is always shown: a dear operation is worth remembering most. */
const UNSEEN_CAP = 20_000_000;

/**
 * Times single operations on rotated instances, and as many on one and the same, whose branches the predictor learns;
 * then on instances never shown before, and on these again: what is remembered of inputs makes the first time longer.
 * In the memory and the states of the last epoch. `round`: nanoseconds that a round takes.
 */
export function replays(driver: Driver, plan: SamplingPlan, round: number, seed: number): Replay {
  // A round of batches takes longer than one of single operations.
  const affordable = (cap: number) => Math.floor(cap / round);
  const variants = plan.variants.length;
  const batch = new Uint32Array(variants).fill(1);
  const medians = (over: InstanceRange, rounds: number) => {
    const order = roundOrder(variants, rounds, seed);
    const { samples } = driver.rounds({ order, count: rounds, over, first: 0, batch });
    return plan.variants.map((_, v) =>
      median(Array.from({ length: rounds }, (_, r) => samples[r * variants + v] as number)),
    );
  };
  const { rotated, unseen } = plan;
  const learn = () => {
    const count = Math.min(MOST_ROUNDS, affordable(CAP));
    if (count < FEWEST_ROUNDS) return null;
    const same = { first: rotated.first, count: 1 };
    const onRotated = medians(rotated, count);
    medians(same, count); // to be learned
    return { rotated: onRotated, replayed: medians(same, count) };
  };
  const learned = learn();
  const shown = Math.max(1, Math.min(unseen.count, affordable(UNSEEN_CAP)));
  return { learned, unseen: medians(unseen, shown), again: medians(unseen, shown) };
}

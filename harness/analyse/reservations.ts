import { sum } from "simple-statistics";
import type { Interval, Reservation, Verdict } from "../model/analysis.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";
import { SLICE } from "../support/slice.js";
import { median } from "./samples.js";
import { verdict as judge } from "./verdict.js";

/** What an interval cannot know: circumstances in which its verdict is withheld. */

/** From this share of samples on, interruptions are part of what medians see. */
const INTERRUPTED = 0.1;
/** From this share of the time on, where the system does not count it, if each took a whole slice. */
const TAKEN = 0.1;
/**
 * Where it does: by so many times the share lost a ratio may be off. The measuring thread's own loss is counted, and a
 * kernel with threads of its own may suffer that of each.
 */
const SUFFERED = 3;
/** An operation of which an empty call is this share cannot be told from none. */
export const NOTHING = 0.9;

/**
 * By which factor, less one, a ratio may be off because other programs ran on the measuring CPU in so many samples that the
 * times are theirs too; 0: they did not, infinite: nobody counted what they took. Kernels with threads of their own suffer by
 * different factors then, in every trial alike: no spread shows it.
 */
export function overrun(plan: SamplingPlan, trials: readonly Trial[]): number {
  const switches = sum(trials.map(({ observed }) => observed.involuntarySwitches));
  let [samples, time] = [0, 0];
  for (const epoch of trials.flatMap(({ epochs }) => epochs)) {
    samples += epoch.samples.length;
    for (let i = 0; i < epoch.samples.length; i++) {
      time += (epoch.samples[i] as number) * (plan.batch[i % plan.variants.length] ?? 1);
    }
  }
  if (switches < INTERRUPTED * samples) return 0;
  const waited = waitedBy(trials);
  if (waited === null) return switches * SLICE >= TAKEN * time ? Number.POSITIVE_INFINITY : 0;
  return (SUFFERED * waited) / time;
}

/** Nanoseconds for which the measuring thread had to wait for its CPU; null where a trial does not tell. */
export function waitedBy(trials: readonly Trial[]): number | null {
  const all = trials.map(({ observed }) => observed.waited);
  return all.every((waited) => waited !== null) ? sum(all) : null;
}

/** Per variant, nanoseconds of an empty call in its batches, and its share of an operation of `times` nanoseconds. */
export function emptyCallShares(plan: SamplingPlan, trials: readonly Trial[], times: readonly number[]) {
  return plan.variants.map((name, v) => {
    const empty = median(Float64Array.from(trials, ({ emptyCalls }) => emptyCalls[v] ?? Number.NaN));
    return { name, empty, share: empty / (times[v] ?? Number.NaN) };
  });
}

interface Circumstances {
  readonly ratio: Interval | null;
  readonly margin: number;
  /** See `overrun`. */
  readonly off: number;
  /** Trials left to judge by, and those that it takes. */
  readonly usable: number;
  readonly fewest: number;
  /** Of the baseline and the variant. */
  readonly emptyShares: readonly number[];
}

/** Why a verdict may not stand; null: it may. Two kernels that vanish behind the call are not the same for that. */
export function reservation(
  verdict: Verdict,
  { ratio, margin, off, usable, fewest, emptyShares }: Circumstances,
): Reservation | null {
  if (off === Number.POSITIVE_INFINITY) return "overrun";
  if (off > 0 && ratio) {
    const widened = { low: ratio.low / (1 + off), high: ratio.high * (1 + off) };
    if (judge(widened, margin) !== verdict) return "overrun";
  }
  if (usable < fewest) return "few-trials";
  return verdict === "equivalent" && emptyShares.every((share) => share >= NOTHING) ? "hidden" : null;
}

import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { max, mean, min, sampleStandardDeviation } from "simple-statistics";
import type { Warning } from "../../model/problem.js";
import { median } from "../samples.js";
import type { Evidence } from "./evidence.js";
import { doubtful } from "./spread.js";
import { difference, percent, plural } from "./text.js";

/** Inputs rotate over at least 16 instances: medians over fewer rounds compare inputs rather than moments. */
const INSTANCES = 16;
/** Two-sided error of one test: with twelve tests (six variants) one false alarm in a hundred comparisons. */
const ALPHA = 0.001;

/** Whether differences lie off zero, all in all, by more than `margin` and by more than chance. */
function shifted(differences: readonly number[], margin: number): boolean {
  const n = differences.length;
  if (n < 5) return false;
  const centre = mean(differences);
  const error = sampleStandardDeviation(differences) / Math.sqrt(n);
  return Math.abs(centre) > margin && Math.abs(centre) > tQuantile(1 - ALPHA / 2, n - 1) * error;
}

/** Times that still fall or rise: from the first to the last quarter of epochs, or from first to last epoch. */
export function warmUpDrift({ plan, sieve, margin }: Evidence): Warning | null {
  const drifts = plan.variants.flatMap((name, v) => {
    const epochs = sieve.kept.map((trial) => trial.map((columns) => columns[v] ?? new Float64Array()));
    const within = epochs.flat().flatMap((column) => {
      const quarter = Math.floor(column.length / 4);
      if (quarter < INSTANCES) return [];
      return [change(column.subarray(0, quarter), column.subarray(-quarter))];
    });
    const across = epochs.flatMap((trial) => {
      const [first, last] = [trial[0], trial.at(-1)];
      if (trial.length < 2 || !first || !last || Math.min(first.length, last.length) < INSTANCES) return [];
      return [change(first, last)];
    });
    return [
      ...(shifted(within, margin) ? [`"${name}" by ${signed(mean(within))} within epochs`] : []),
      ...(shifted(across, margin) ? [`"${name}" by ${signed(mean(across))} from first to last epoch`] : []),
    ];
  });
  if (drifts.length === 0) return null;
  return {
    code: "warm-up-drift",
    message: `Times changed in the course of the measurement: ${drifts.join(", ")}.`,
  };
}

/** Fewer epochs that begin too early are outvoted in every trial. */
const TOO_EARLY = 0.5;

/**
 * Epochs that had to begin before times had settled. Told only where trials differ by more than the margin can bear:
 * kernels whose inputs take different times never look settled, and lose nothing by it.
 */
export function unsettled(evidence: Evidence): Warning | null {
  const { trials } = evidence;
  const epochs = trials.reduce((sum, trial) => sum + trial.epochs.length, 0);
  const early = trials.reduce((sum, { observed }) => sum + observed.unsettled, 0);
  if (early <= TOO_EARLY * epochs || doubtful(evidence).length === 0) return null;
  return {
    code: "unsettled",
    message: `${early} of ${plural(epochs, "epoch")} began before times had settled, and trials differ.`,
  };
}

const change = (first: Float64Array, last: Float64Array): number => {
  const [from, to] = [median(first), median(last)];
  return from > 0 && to > 0 ? Math.log(to / from) : 0;
};

const signed = (logRatio: number): string => {
  const share = Math.expm1(logRatio);
  return `${share > 0 ? "+" : "−"}${percent(Math.abs(share))}`;
};

/**
 * A lag-1 correlation ρ of the noise inflates the variance of an average by (1 + ρ) ÷ (1 − ρ) (first-order
 * autoregression): at 1/3 it doubles, so that a trial knows half of what its rounds suggest. The intervals, which rest
 * on trials alone, stay true.
 */
const CORRELATED = 1 / 3;
/** Standard errors (1 ÷ √pairs) that a correlation must exceed besides, so that few rounds raise no false alarm. */
const ERRORS = 4;
/** Signs around the median of a short epoch are correlated by construction, by about −1 ÷ rounds. */
const SHORTEST_EPOCH = 24;

export function autocorrelated({ plan, estimates }: Evidence): Warning | null {
  const found = plan.variants.flatMap((name, v) => {
    const trials = estimates[v];
    if (!trials) return [];
    const rho = signCorrelation(trials.pairs.flat(), trials.epochs.flat());
    return Math.abs(rho) > CORRELATED ? [`"${name}" ${rho.toFixed(2)}`] : [];
  });
  if (found.length === 0) return null;
  return {
    code: "autocorrelated",
    message: `Successive ratios to the baseline are correlated: ${found.join(", ")}.`,
  };
}

/**
 * Lag-1 correlation of the signs of deviations from their epoch's median, taken back to the correlation of normal
 * deviates by ρ = sin(π/2 × r) (Sheppard 1899); single preemptions cannot move it. 0 when it is not significant.
 */
export function signCorrelation(epochs: readonly Float64Array[], medians: readonly number[]): number {
  let sum = 0;
  let pairs = 0;
  for (const [e, ratios] of epochs.entries()) {
    if (ratios.length < SHORTEST_EPOCH) continue;
    let previous = 0;
    const middle = medians[e] ?? 0;
    for (let group = 0; group < ratios.length; group++) {
      const sign = Math.sign((ratios[group] ?? 0) - middle);
      sum += sign * previous;
      previous = sign;
    }
    pairs += ratios.length - 1;
  }
  const r = pairs > 0 ? sum / pairs : 0;
  return Math.abs(r) * Math.sqrt(pairs) > ERRORS ? Math.sin((Math.PI / 2) * r) : 0;
}

/** The spread of trials is this many times what the spread of their epochs predicts (F = 9 on 4 and 25: p = 0.0001). */
const DISAGREEMENT = 3;

export function trialsDisagree({ plan, estimates, margin }: Evidence): Warning | null {
  const found = plan.variants.flatMap((name, v) => {
    const all = (estimates[v]?.epochs ?? []).filter((epochs) => epochs.length >= 2);
    if (all.length < 3) return [];
    const trials = all.map(mean);
    const range = max(trials) - min(trials);
    const predicted = Math.sqrt(
      mean(all.map((epochs) => sampleStandardDeviation(epochs) ** 2 / epochs.length)),
    );
    return range > margin && sampleStandardDeviation(trials) > DISAGREEMENT * predicted
      ? [`"${name}" by up to ${difference(range)}`]
      : [];
  });
  if (found.length === 0) return null;
  return {
    code: "trials-disagree",
    message: `Trials disagree about the ratio by more than their rounds explain: ${found.join(", ")}.`,
  };
}

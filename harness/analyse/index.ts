import type { Analysis, TrialSummary, VariantAnalysis } from "../model/analysis.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";
import { type Sieve, sieve } from "./blocks.js";
import { details } from "./detail/index.js";
import { deviceOf } from "./device.js";
import { logLevels, sums } from "./groups.js";
import { type Estimates, estimate, interval } from "./ratio.js";
import { emptyCallShares, overrun, reservation } from "./reservations.js";
import { clockStep, dithered, isCoarse, resolution, shortest } from "./resolution.js";
import { concatenate, median } from "./samples.js";
import { summarise } from "./times.js";
import { verdict } from "./verdict.js";
import { warnings } from "./warnings/index.js";

export interface AnalysisOptions {
  /** Differences up to this share count as none: 0.01 is one per cent. */
  readonly margin: number;
  /** Of all intervals jointly, so that they can be read side by side. Default 0.95. */
  readonly confidence?: number;
  /** How many times one may look at data of this comparison and decide (stages). Default 1. */
  readonly looks?: number;
  /** Whether the plan's first variant is the baseline; without one, ratios and verdicts are null. Default true. */
  readonly baseline?: boolean;
  /** Trials that must be left to judge by for a verdict to stand. Default 1. */
  readonly fewest?: number;
  /** Whether distributions are described too. Default false. */
  readonly detail?: boolean;
  /** Whether warnings are looked for, which is half of the work. Default true. */
  readonly doubt?: boolean;
}

/**
 * What the trials of one comparison say: times, ratios to the baseline with their joint intervals, verdicts, doubts.
 * Pure; `measurement.md` has the reasons.
 *
 * Give it all trials of one stage, at least one, each with at least one round (RangeError otherwise). With a single
 * trial, or a single one of which anything was kept, ratios are null and verdicts `inconclusive`. A trial in
 * which every epoch was slow has `kept` 0 and null log-ratios, does not count, and ought to be replaced.
 */
export function analyse(plan: SamplingPlan, trials: readonly Trial[], options: AnalysisOptions): Analysis {
  const {
    margin,
    confidence = 0.95,
    looks = 1,
    baseline = true,
    fewest = 1,
    detail = false,
    doubt = true,
  } = options;
  if (trials.length === 0 || trials.some((trial) => trial.epochs.every((epoch) => epoch.rounds === 0))) {
    throw new RangeError("analyse wants at least one trial, and at least one round in each");
  }
  const step = clockStep(trials);
  const floors = plan.variants.map((_, v) => shortest(plan, v, step));
  const sieved = sieve(plan, trials);
  const levels = sieved.kept.map((epochs) => epochs.map((columns) => logLevels(columns, plan, floors)));
  const timed = timedSamples(plan, sieved, floors);
  const counted = timed.map((byTrial) => byTrial.filter((_, t) => sieved.kept[t]?.length !== 0));
  const times = counted.map(summarise);
  const resolutions = times.map(({ median }, v) => resolution(plan, v, median, step));
  const estimates = plan.variants.map((_, v) => (v === 0 || !baseline ? null : estimate(levels, v)));
  const clocks = estimates.map((own, v) =>
    own === null ? null : dithered((resolutions[0] ?? 0) + (resolutions[v] ?? 0), own.epochs),
  );
  const comparisons = (plan.variants.length - 1) * looks;
  const described = detail
    ? details({ plan, sieve: sieved, timed: counted, estimates, resolutions, confidence, comparisons })
    : [];

  const off = overrun(plan, trials);
  const usable = sieved.kept.filter((epochs) => epochs.length > 0).length;
  const medians = times.map(({ median }) => median);
  const empty = emptyCallShares(plan, trials, medians).map(({ share }) => share);
  const variants = plan.variants.map((name, v): [string, VariantAnalysis] => {
    const device = deviceOf(trials, v);
    const own = {
      times: times[v] as (typeof times)[number],
      ...(device === null ? {} : { device }),
      ...(described[v] === undefined ? {} : { detail: described[v] }),
    };
    const trialRatios = estimates[v]?.trials.filter((ratio) => ratio !== null);
    if (!trialRatios) return [name, { ...own, ratio: null, verdict: null, withheld: null }];
    const clock = clocks[v] ?? 0;
    const ratio = interval(trialRatios, {
      confidence,
      comparisons,
      resolution: clock,
      coarse: isCoarse(clock, margin),
    });
    const emptyShares = [empty[0] ?? 0, empty[v] ?? 0];
    const told = ratio ? verdict(ratio, margin) : "inconclusive";
    const withheld = reservation(told, { ratio, margin, off, usable, fewest, emptyShares });
    return [name, { ...own, ratio, verdict: withheld ? "inconclusive" : told, withheld }];
  });
  const reservations = new Set(variants.flatMap(([, { withheld }]) => withheld ?? []));
  const evidence = { plan, trials, margin, fewest };
  return {
    trials: summaries(plan, sieved, timed, estimates),
    usable,
    rounds: sieved.all.flat().reduce((sum, columns) => sum + (columns[0]?.length ?? 0), 0),
    kept: sieved.share,
    variants: Object.fromEntries(variants),
    warnings: doubt
      ? warnings({ ...evidence, sieve: sieved, estimates, times, resolutions, clocks, reservations })
      : [],
  };
}

/**
 * `[variant][trial]`: time per operation of every kept sample, samples too short to time alone being summed over their
 * group of rounds. Of a trial that lost all epochs, every sample.
 */
function timedSamples(plan: SamplingPlan, { all, kept }: Sieve, floors: readonly number[]): Float64Array[][] {
  return plan.variants.map((_, v) =>
    kept.map((quiet, t) => {
      const epochs = quiet.length > 0 ? quiet : (all[t] ?? []);
      return concatenate(
        epochs.map((columns) => sums(columns[v] ?? new Float64Array(), plan.group[v] ?? 1, floors[v] ?? 0)),
      );
    }),
  );
}

function summaries(
  plan: SamplingPlan,
  { all, shares }: Sieve,
  timed: readonly (readonly Float64Array[])[],
  estimates: readonly (Estimates | null)[],
): TrialSummary[] {
  return all.map((epochs, t) => ({
    rounds: epochs.reduce((sum, columns) => sum + (columns[0]?.length ?? 0), 0),
    kept: shares[t] ?? 0,
    variants: Object.fromEntries(
      plan.variants.map((name, v) => [
        name,
        {
          log_ratio: estimates[v]?.trials[t] ?? null,
          median_us: median(timed[v]?.[t] ?? new Float64Array()) / 1000,
        },
      ]),
    ),
  }));
}

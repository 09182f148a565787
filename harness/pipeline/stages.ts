import { analyse } from "../analyse/index.js";
import { without } from "../analyse/only.js";
import { secondsSpent } from "../analyse/spent.js";
import { LOOKS, stageTwoTrials } from "../analyse/stages.js";
import { runTrials } from "../measure/index.js";
import type { Analysis } from "../model/analysis.js";
import type { Death, Executor, Outcome } from "../model/executor.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";
import type { Problem } from "../model/problem.js";
import type { Target } from "../model/target.js";
import type { Candidate } from "../verify/index.js";
import { mayBeOfAnother, timedSpec } from "./alone.js";
import type { Proof } from "./prove.js";
import { Suspicion } from "./suspicion.js";

export interface StageRequest {
  readonly executor: Executor;
  readonly plan: SamplingPlan;
  /** In the order of the plan's variants. */
  readonly candidates: readonly Candidate[];
  readonly target: Target;
  readonly proof: Proof;
  /** Whether the first candidate is the baseline: one that is out leaves times and no ratios. */
  readonly baseline: boolean;
  readonly cpus: readonly number[];
  /** Whether other CPUs are left for preparing and checking while one measures. */
  readonly overlap: boolean;
  /** Whether variants are asked often after each trial although nothing is measured meanwhile. */
  readonly thorough: boolean;
  readonly seed: number;
  /** Largest relative half-width wanted of every interval; absent: a verdict is enough. */
  readonly precision?: number | undefined;
  /** Whether distributions are described too. */
  readonly detail?: boolean | undefined;
  readonly onTrial: OnTrial;
}

/** A trial that begins. */
interface BegunTrial {
  /** In its stage, from 0, and how many that will take. */
  readonly index: number;
  readonly of: number;
  /** Whether that is the second stage, which alone decides then. */
  readonly second: boolean;
  /** What those before it say, once they are three: no result yet. */
  readonly before: Analysis | null;
}
export type OnTrial = (trial: BegunTrial) => void;

/** Fewer trials have no interval worth showing. */
const FEWEST_SHOWN = 3;
/** A trial of which a slow spell left less than this is measured again: its share does not depend on any ratio. */
const FEWEST_KEPT = 0.25;

/** Nanoseconds of an operation from which on ten more calls of it after each trial would take longer than the trials. */
const SLOW_NS = 50e6;

export type Staged =
  | {
      readonly ok: true;
      readonly analysis: Analysis;
      readonly wrong: ReadonlyMap<string, Problem>;
      /** Seconds of timed samples per variant, in the plan's order, of every trial. */
      readonly seconds: readonly number[];
    }
  /** Where another variant may be the cause of the death, `wrong` are those that failed in a process of their own. */
  | { readonly ok: false; readonly death: Death; readonly wrong: ReadonlyMap<string, Problem> };

/** measure → analyse, once or twice. `wrong` are the variants that failed the check after their timing. */
export async function runStages(request: StageRequest): Promise<Staged> {
  const { plan, candidates, proof } = request;
  const { margin, trials } = proof.workload.settings.limits;
  const suspicion = new Suspicion(request);
  const { wrong } = suspicion;
  let seconds: readonly number[] = plan.variants.map(() => 0);
  const longest = Math.max(0, ...(proof.verification.calibrated?.calibration.operation ?? []));

  const judged = (measured: readonly Trial[], { live = false } = {}) => {
    const baseline = request.baseline && !wrong.has(plan.variants[0] ?? "");
    const all = { plan, trials: measured };
    const right = plan.variants.every((name) => wrong.has(name)) ? all : without(all, new Set(wrong.keys()));
    const final = { fewest: trials, detail: request.detail ?? false };
    const options = { margin, looks: LOOKS, baseline, ...(live ? { doubt: false } : final) };
    return analyse(right.plan, right.trials, options);
  };
  let begun = 0;
  let stageBegan = 0;
  const take = async (count: number, kept: readonly Trial[]): Promise<Outcome<readonly Trial[]>> => {
    const first = begun;
    const inStage = first - stageBegan;
    begun += count;
    const outcome = await runTrials({
      executor: request.executor,
      spec: timedSpec(proof, candidates),
      plan,
      cpus: request.cpus,
      seeds: Array.from({ length: count }, (_, i) => request.seed + first + i),
      instances: proof.inputs.instances,
      audit: proof.verification.audit,
      blank: proof.verification.blank,
      recall: proof.verification.recall && (longest > SLOW_NS ? "last" : true),
      overlap: request.overlap,
      thorough: request.thorough,
      onTrial(index, before) {
        const all = [...kept, ...before];
        const shown = all.length >= FEWEST_SHOWN ? judged(all, { live: true }) : null;
        const place = { index: inStage + index, of: inStage + count, second: stageBegan > 0 };
        request.onTrial({ ...place, before: shown });
      },
      onAnswers: (library, after) => suspicion.hear(library, after),
    });
    if (!outcome.ok) {
      suspicion.assertJudged();
      if (mayBeOfAnother(outcome.death) && candidates.length > 1) await suspicion.tryAlone(candidates);
      return outcome;
    }
    const measured = [...kept, ...outcome.value.trials];
    await suspicion.settle(measured);
    const spent = secondsSpent(plan, outcome.value.trials);
    seconds = seconds.map((before, variant) => before + (spent[variant] ?? 0));
    return { ok: true, value: measured };
  };
  /** So that a machine that is slow for long costs no more than one stage again. */
  let replaceable = trials;
  /** So many trials, those that were slow nearly throughout replaced. */
  const stage = async (count: number): Promise<Staged> => {
    stageBegan = begun;
    for (let [missing, kept] = [count, [] as readonly Trial[]]; ; ) {
      const outcome = await take(missing, kept);
      if (!outcome.ok) return { ...outcome, wrong };
      const analysis = judged(outcome.value);
      const slow = slowest(analysis, outcome.value).slice(0, replaceable);
      if (slow.length === 0 || suspicion.disturbed) return { ok: true, analysis, wrong, seconds };
      replaceable -= slow.length;
      missing = slow.length;
      kept = outcome.value.filter((trial) => !slow.includes(trial));
    }
  };
  const one = await stage(trials);
  if (!one.ok) return one;
  const { precision } = request;
  const more = stageTwoTrials(one.analysis, { margin, precision, trials });
  if (more === 0 || suspicion.disturbed) return one;
  const two = await stage(more);
  return two.ok ? { ...two, analysis: { ...two.analysis, stageOne: one.analysis.trials.length } } : two;
}

/** Trials of which a slow spell left too little, the worst first. */
function slowest({ trials: summaries }: Analysis, trials: readonly Trial[]): Trial[] {
  const kept = new Map(trials.map((trial, t) => [trial, summaries[t]?.kept ?? 0]));
  const share = (trial: Trial) => kept.get(trial) as number;
  return trials.filter((trial) => share(trial) < FEWEST_KEPT).sort((a, b) => share(a) - share(b));
}

import { analyse } from "../analyse/index.js";
import { without } from "../analyse/only.js";
import { remembered } from "../analyse/remembered.js";
import { secondsSpent } from "../analyse/spent.js";
import { LOOKS, stageTwoTrials } from "../analyse/stages.js";
import { runTrials } from "../measure/index.js";
import type { Analysis } from "../model/analysis.js";
import type { AfterTiming, Death, Executor, Outcome } from "../model/executor.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";
import type { Problem } from "../model/problem.js";
import type { Target } from "../model/target.js";
import { type Candidate, circumstanceOf, inputsRemembered } from "../verify/index.js";
import { timedSpec, wrongAlone } from "./alone.js";
import type { Proof } from "./prove.js";

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
  readonly seed: number;
  /** Largest relative half-width wanted of every interval; absent: a verdict is enough. */
  readonly precision?: number | undefined;
  /** Whether distributions are described too. */
  readonly detail?: boolean | undefined;
  readonly onTrial: OnTrial;
}

/** Trial `index` (from 0) of `of` has begun; what those before it say, once they are three: no result yet. */
export type OnTrial = (index: number, of: number, before: Analysis | null) => void;

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
  /** Where the death tells of no variant, `wrong` are those that failed in a process of their own. */
  | { readonly ok: false; readonly death: Death; readonly wrong: ReadonlyMap<string, Problem> };

/** measure → analyse, once or twice. `wrong` are the variants that failed the check after their timing. */
export async function runStages(request: StageRequest): Promise<Staged> {
  const { plan, candidates, proof } = request;
  const { margin, trials } = proof.workload.settings.limits;
  const wrong = new Map<string, Problem>();
  const suspects = new Set<Candidate>();
  let seconds: readonly number[] = plan.variants.map(() => 0);
  const longest = Math.max(0, ...(proof.verification.calibrated?.calibration.operation ?? []));
  let failure: unknown = null;
  /** While the next trial is measured, if possible; what is thrown waits for the end of the stage. */
  const judge = (library: number, after: AfterTiming) => {
    const candidate = candidates[library] as Candidate;
    const { name } = candidate.variant;
    try {
      const problem = wrong.has(name) ? null : proof.verification.afterTiming(candidate, after);
      if (problem && candidates.length > 1 && after.interrogation?.company) suspects.add(candidate);
      else if (problem) wrong.set(name, problem);
    } catch (error) {
      failure ??= error;
    }
  };
  const tryAlone = async (those: Iterable<Candidate>) => {
    for (const candidate of those) {
      const problem = await wrongAlone(request, candidate);
      if (problem) wrong.set(candidate.variant.name, problem);
    }
  };
  /** What works while others are timed disturbs them: no time is worth more. */
  const disturbed = () => [...wrong.values()].some(({ code }) => code === "WORK_DEFERRED");
  /** What only times tell. */
  const noteRemembered = (measured: readonly Trial[]) => {
    for (const { variant: name, first, again } of remembered(plan, measured)) {
      const { variant } = candidates.find((one) => one.variant.name === name) as Candidate;
      const circumstance = circumstanceOf(request.target, proof.workload, variant, proof.inputs.layout);
      if (!wrong.has(name)) wrong.set(name, inputsRemembered(circumstance, first, again));
    }
  };
  const judged = (measured: readonly Trial[], { live = false } = {}) => {
    const baseline = request.baseline && !wrong.has(plan.variants[0] ?? "");
    const all = { plan, trials: measured };
    const right = plan.variants.every((name) => wrong.has(name)) ? all : without(all, new Set(wrong.keys()));
    const detail = !live && (request.detail ?? false);
    return analyse(right.plan, right.trials, { margin, looks: LOOKS, baseline, detail, doubt: !live });
  };
  let begun = 0;
  /** So that a machine that is slow for long costs no more than one stage again. */
  let replaceable = trials;
  const take = async (count: number, kept: readonly Trial[]): Promise<Outcome<readonly Trial[]>> => {
    const first = begun;
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
      onTrial(index, before) {
        const all = [...kept, ...before];
        const shown = all.length >= FEWEST_SHOWN ? judged(all, { live: true }) : null;
        request.onTrial(first + index, first + count, shown);
      },
      onAnswers: judge,
    });
    if (failure !== null) throw failure;
    if (!outcome.ok) {
      if (outcome.death.foreign && candidates.length > 1) await tryAlone(candidates);
      return outcome;
    }
    await tryAlone([...suspects].filter(({ variant }) => !wrong.has(variant.name)));
    suspects.clear();
    const { trials } = outcome.value;
    noteRemembered(trials);
    const spent = secondsSpent(plan, trials);
    seconds = seconds.map((before, variant) => before + (spent[variant] ?? 0));
    return { ok: true, value: [...kept, ...trials] };
  };
  /** So many trials, those that were slow nearly throughout replaced once. */
  const stage = async (count: number): Promise<Staged> => {
    const outcome = await take(count, []);
    if (!outcome.ok) return { ...outcome, wrong };
    const analysis = judged(outcome.value);
    const slow = slowest(analysis, outcome.value).slice(0, replaceable);
    if (slow.length === 0 || disturbed()) return { ok: true, analysis, wrong, seconds };
    replaceable -= slow.length;
    const rest = outcome.value.filter((trial) => !slow.includes(trial));
    const replaced = await take(slow.length, rest);
    return replaced.ok
      ? { ok: true, analysis: judged(replaced.value), wrong, seconds }
      : { ...replaced, wrong };
  };
  const one = await stage(trials);
  if (!one.ok) return one;
  const { precision } = request;
  const more = stageTwoTrials(one.analysis, { margin, precision, trials });
  return more === 0 || disturbed() ? one : stage(more);
}

/** Trials of which a slow spell left too little, the worst first. */
function slowest({ trials: summaries }: Analysis, trials: readonly Trial[]): Trial[] {
  const kept = new Map(trials.map((trial, t) => [trial, summaries[t]?.kept ?? 0]));
  const share = (trial: Trial) => kept.get(trial) as number;
  return trials.filter((trial) => share(trial) < FEWEST_KEPT).sort((a, b) => share(a) - share(b));
}

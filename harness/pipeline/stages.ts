import { analyse } from "../analyse/index.js";
import { LOOKS, stageTwoTrials } from "../analyse/stages.js";
import { runTrials } from "../measure/index.js";
import type { Analysis } from "../model/analysis.js";
import type { AfterTiming, Death, Executor } from "../model/executor.js";
import type { SamplingPlan } from "../model/measurement.js";
import type { Problem } from "../model/problem.js";
import type { Candidate } from "../verify/index.js";
import type { Proof } from "./prove.js";

export interface StageRequest {
  readonly executor: Executor;
  readonly plan: SamplingPlan;
  /** In the order of the plan's variants. */
  readonly candidates: readonly Candidate[];
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
  /** Trial `index` (from 0) of `of` begins. */
  readonly onTrial: (index: number, of: number) => void;
}

export type Staged =
  | { readonly ok: true; readonly analysis: Analysis; readonly wrong: ReadonlyMap<string, Problem> }
  | { readonly ok: false; readonly death: Death };

/** measure → analyse, once or twice. `wrong` are the variants that failed the check after their timing. */
export async function runStages(request: StageRequest): Promise<Staged> {
  const { plan, candidates, proof } = request;
  const { margin, trials } = proof.workload.settings.limits;
  const wrong = new Map<string, Problem>();
  let failure: unknown = null;
  /** While the next trial is measured, if possible; what is thrown waits for the end of the stage. */
  const judge = (library: number, after: AfterTiming) => {
    const candidate = candidates[library] as Candidate;
    const { name } = candidate.variant;
    try {
      const problem = wrong.has(name) ? null : proof.verification.afterTiming(candidate, after);
      if (problem) wrong.set(name, problem);
    } catch (error) {
      failure ??= error;
    }
  };
  const stage = async (first: number, count: number): Promise<Staged> => {
    const outcome = await runTrials({
      executor: request.executor,
      spec: {
        ...proof.spec,
        libraries: candidates.map(({ variant, library }) => ({
          name: variant.name,
          path: library,
          symbol: variant.symbol,
        })),
      },
      plan,
      cpus: request.cpus,
      seeds: Array.from({ length: count }, (_, i) => request.seed + first + i),
      instances: proof.inputs.instances,
      audit: proof.verification.audit,
      blank: proof.verification.blank,
      recall: proof.verification.recall,
      overlap: request.overlap,
      onTrial: (index) => request.onTrial(first + index, first + count),
      onAnswers: judge,
    });
    if (failure !== null) throw failure;
    if (!outcome.ok) return outcome;
    const baseline = request.baseline && !wrong.has(plan.variants[0] ?? "");
    const analysis = analyse(plan, outcome.value.trials, {
      margin,
      looks: LOOKS,
      baseline,
      detail: request.detail ?? false,
    });
    return { ok: true, analysis, wrong };
  };
  const one = await stage(0, trials);
  if (!one.ok) return one;
  const { precision } = request;
  const more = stageTwoTrials(one.analysis, { margin, precision, trials });
  return more === 0 ? one : stage(trials, more);
}

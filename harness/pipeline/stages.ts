import { analyse } from "../analyse/index.js";
import { LOOKS, stageTwoTrials } from "../analyse/stages.js";
import { runTrials } from "../measure/index.js";
import type { Analysis } from "../model/analysis.js";
import type { Death, Executor } from "../model/executor.js";
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
      fresh: proof.inputs.timed,
      blank: proof.verification.blank,
      recall: proof.verification.recall,
      overlap: request.overlap,
      onTrial: (index) => request.onTrial(first + index, first + count),
    });
    if (!outcome.ok) return outcome;
    for (const [i, after] of outcome.value.after.flatMap((trial) => [...trial.entries()])) {
      const candidate = candidates[i] as Candidate;
      const problem = proof.verification.afterTiming(candidate, after);
      if (problem) wrong.set(candidate.variant.name, problem);
    }
    const baseline = request.baseline && !wrong.has(plan.variants[0] ?? "");
    const analysis = analyse(plan, outcome.value.trials, { margin, looks: LOOKS, baseline });
    return { ok: true, analysis, wrong };
  };
  const one = await stage(0, trials);
  if (!one.ok) return one;
  const { precision } = request;
  const more = stageTwoTrials(one.analysis, { margin, precision, trials });
  return more === 0 ? one : stage(trials, more);
}

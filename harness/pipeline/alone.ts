import { runTrials } from "../measure/index.js";
import type { Death, SessionSpec } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import { type Candidate, circumstanceOf, died } from "../verify/index.js";
import type { Proof } from "./prove.js";
import type { StageRequest } from "./stages.js";

/** A session in which candidates are timed. */
export const timedSpec = (proof: Proof, candidates: readonly Candidate[]): SessionSpec => ({
  ...proof.spec,
  timed: true,
  libraries: candidates.map(({ variant, library }) => ({
    name: variant.name,
    path: library,
    symbol: variant.symbol,
  })),
});

/**
 * Whether another variant of the process may have done it than the one that it happened to: a thread of its own, or what
 * it did to the device, which runtimes tell whoever asks next.
 */
export const mayBeOfAnother = ({ foreign, onDevice }: Death): boolean =>
  foreign === true || onDevice === true;

/**
 * What is wrong with a candidate in a trial of its own, where no thread is a neighbour's: what seems wrong beside
 * others may be their doing. Null: nothing.
 */
export async function wrongAlone(request: StageRequest, candidate: Candidate): Promise<Problem | null> {
  const { executor, plan, candidates, target, proof, cpus, seed } = request;
  const { workload, inputs, spec, verification } = proof;
  const own = <T>(each: readonly T[]) => each.filter((_, i) => candidates[i] === candidate);
  let wrong: Problem | null = null;
  let failure: unknown = null;
  const outcome = await runTrials({
    executor,
    spec: timedSpec(proof, [candidate]),
    plan: { ...plan, variants: own(plan.variants), batch: own(plan.batch), group: own(plan.group) },
    cpus,
    seeds: [seed],
    instances: inputs.instances,
    audit: verification.audit,
    blank: verification.blank,
    recall: verification.recall,
    overlap: false,
    thorough: true,
    onTrial: () => {},
    onAnswers(_, after) {
      try {
        wrong = verification.afterTiming(candidate, after);
      } catch (error) {
        failure = error;
      }
    },
  });
  if (failure !== null) throw failure;
  if (outcome.ok || outcome.death.kind === "aborted") return wrong;
  return died(
    circumstanceOf(target, workload, candidate.variant, inputs.layout),
    outcome.death,
    spec.timeout,
  );
}

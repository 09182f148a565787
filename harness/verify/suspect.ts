import type { CallResult } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import type { Candidate } from "./candidate.js";
import { judge, type Reference } from "./judge.js";
import { referenceByCall } from "./reference.js";
import type { Court } from "./testify.js";

/** A call whose output was found wrong. */
export interface WrongAnswer {
  readonly result: CallResult;
  /** What it was judged by. */
  readonly reference: Reference;
}

/**
 * Where an oracle of its own contradicts every variant and they do not contradict one another, it is the suspect: their
 * problems again, with that to mend. Empty where it is not so.
 */
export function oracleSuspected(
  { target, workload, layout, blank }: Court,
  candidates: readonly Candidate[],
  answers: ReadonlyMap<string, WrongAnswer>,
  problems: ReadonlyMap<string, Problem>,
): [name: string, problem: Problem][] {
  const own = answers.get(target.baseline);
  if (target.oracle === undefined || !own || candidates.length < 2) return [];
  const { instance, image } = own.reference;
  const baseline = referenceByCall(own.result, instance, image, layout, blank);
  const agree = candidates.every(({ variant }) => {
    const answer = answers.get(variant.name);
    if (answer?.reference !== own.reference) return false;
    return judge(target, workload, layout, variant, answer.result, baseline, "before timing") === null;
  });
  if (!agree) return [];
  const mend =
    `All ${candidates.length} variants agree with one another, so that the oracle is the suspect: mend it, or ` +
    "declare a tolerance under verify in target.ts that lets its precision differ.";
  return [...problems].map(([name, problem]) => [
    name,
    problem.code === "WRONG_OUTPUT" ? { ...problem, mend } : problem,
  ]);
}

import type { Attempt, Scenario } from "../../model/accuracy.js";
import type { Executor } from "../../model/executor.js";
import type { Machine } from "../../model/machine.js";
import type { Workload } from "../../model/target.js";
import type { Inputs } from "../../plan/inputs.js";
import { ProblemError } from "../../support/problem.js";
import { measure } from "../measure.js";
import type { Prepared } from "../native.js";
import { type Proof, prove } from "../prove.js";

export interface Bench {
  readonly executor: Executor;
  readonly machine: Machine;
  readonly inputs: Inputs;
  readonly cpus: readonly number[];
  /** Whether other CPUs are left for preparing and checking while one measures. */
  readonly overlap: boolean;
}

/** A comparison of the baseline with one other variant, proven, to be measured again and again. */
export interface Pair {
  readonly prepared: Prepared;
  readonly proof: Proof;
}

/**
 * Proves a pair. `variant` may be the baseline itself, which then is alone.
 * Throws ProblemError when one of them is wrong.
 */
export async function provePair(
  prepared: Prepared,
  workload: Workload,
  variant: string,
  { executor, inputs, cpus }: Bench,
): Promise<Pair> {
  const chosen = prepared.variants.filter(
    ({ name }) => name === prepared.target.baseline || name === variant,
  );
  const pair: Prepared = { ...prepared, variants: chosen };
  const proof = await prove(pair, workload, inputs, { executor, cpus, onVariant: () => {} });
  const [wrong] = chosen.flatMap(({ name }) => proof.out.get(name) ?? []);
  if (wrong && wrong.state !== "measured") throw new ProblemError(wrong.problem);
  if (proof.verification === null) throw new Error("a proven baseline can be judged");
  return { prepared: pair, proof };
}

/** Measures a pair as `bench run` does. Throws ProblemError when a variant dies of it or turns out wrong. */
export async function attempt(
  { prepared, proof }: Pair,
  scenario: Scenario,
  seed: number,
  { executor, machine, cpus, overlap }: Bench,
): Promise<Attempt> {
  const { settings } = proof.workload;
  const { margin, budget } = scenario;
  const workload = {
    ...proof.workload,
    settings: { ...settings, limits: { ...settings.limits, margin, budget } },
  };
  const start = process.hrtime.bigint();
  const how = { executor, machine, cpus, overlap, seed, onTrial: () => {} };
  const measured = await measure(prepared, { ...proof, workload }, how);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { analysis, fates } = measured;
  const fate = fates.get(scenario.variant);
  if (fate && fate.state !== "measured") throw new ProblemError(fate.problem);
  const variant = analysis?.variants[scenario.variant];
  if (!analysis || !variant?.ratio || !variant.verdict) throw new Error("a measured pair has a ratio");
  const { estimate, low, high } = variant.ratio;
  return {
    estimate,
    low,
    high,
    verdict: variant.verdict,
    trials: analysis.trials.length,
    kept: analysis.kept,
    measuring: measured.seconds,
    seconds,
  };
}

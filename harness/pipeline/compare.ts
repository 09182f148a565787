import type { Analysis } from "../model/analysis.js";
import type { Result } from "../model/record.js";
import type { Workload } from "../model/target.js";
import type { Inputs } from "../plan/inputs.js";
import { toResult } from "../record/result.js";
import { costsOf } from "./costs.js";
import { type MeasureOptions, measure } from "./measure.js";
import type { Prepared } from "./native.js";
import { prove } from "./prove.js";

export interface CompareOptions extends MeasureOptions {
  readonly onVariant: (name: string) => void;
}

export interface Compared {
  readonly result: Result;
  readonly analysis: Analysis | null;
}

/** verify → measure → analyse of one target × workload. Throws ProblemError where nothing can be judged. */
export async function compareWorkload(
  prepared: Prepared,
  workload: Workload,
  inputs: Inputs,
  options: CompareOptions,
): Promise<Compared> {
  const proof = await prove(prepared, workload, inputs, options);
  const about = {
    target: prepared.target,
    workload: workload.name,
    margin: workload.settings.limits.margin,
  };
  if (proof.verification === null) {
    const result = toResult({ ...about, fates: proof.out, analysis: null, warnings: [], costs: {} });
    return { result, analysis: null };
  }
  const costs = costsOf(prepared, proof);
  const { analysis, fates } = await measure(prepared, proof, options);
  const { warnings } = proof.verification;
  return { result: toResult({ ...about, fates, analysis, warnings, costs }), analysis };
}

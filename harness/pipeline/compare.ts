import type { Analysis } from "../model/analysis.js";
import type { Result } from "../model/record.js";
import type { Workload } from "../model/target.js";
import type { Inputs } from "../plan/inputs.js";
import { type Costs, toResult } from "../record/result.js";
import { decodeImage } from "../support/codec.js";
import { type MeasureOptions, measure } from "./measure.js";
import type { Prepared } from "./native.js";
import { type Proof, prove } from "./prove.js";

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
  const { analysis, fates } = await measure(prepared, proof, options);
  const result = toResult({
    target: prepared.target,
    workload: workload.name,
    margin: workload.settings.limits.margin,
    fates,
    analysis,
    warnings: proof.verification.warnings,
    costs: costsOf(prepared, proof),
  });
  return { result, analysis };
}

/** Declared costs of one operation on the first instance. */
function costsOf({ target }: Prepared, { verification, inputs }: Proof): Costs {
  const decoded = decodeImage(verification.firstImage, inputs.layout);
  return { bytes: target.bytes?.(decoded), flops: target.flops?.(decoded), items: target.items?.(decoded) };
}

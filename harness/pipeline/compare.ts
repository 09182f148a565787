import { advise } from "../analyse/warnings/advice.js";
import { fasterThanMemory } from "../analyse/warnings/memory.js";
import type { Analysis } from "../model/analysis.js";
import type { Result } from "../model/record.js";
import type { Workload } from "../model/target.js";
import type { Inputs } from "../plan/inputs.js";
import { type Fate, toResult } from "../record/result.js";
import { decodeImage } from "../support/codec.js";
import { costsOf } from "./costs.js";
import { unwatched, type Watched } from "./device-watch.js";
import { floorFor, type MeasuredBandwidth } from "./floor.js";
import { identicalArtifacts } from "./identical.js";
import { type MeasureOptions, measure } from "./measure.js";
import type { Prepared } from "./native.js";
import { type ProveOptions, prove } from "./prove.js";

export interface CompareOptions extends MeasureOptions, Omit<ProveOptions, "executor" | "cpus"> {
  /** Absent: nothing is known of a floor. */
  readonly bandwidth?: MeasuredBandwidth | undefined;
  /** Absent: devices are not watched. */
  readonly watched?: Watched | undefined;
}

export interface Compared {
  readonly result: Result;
  readonly analysis: Analysis | null;
}

/** The result as a report shows it, with the distributions of what was measured if they were asked for. */
export function withDetail({ result, analysis }: Compared): Result {
  const variants = Object.entries(result.variants).map(([name, variant]) => {
    const detail = variant.state === "measured" ? analysis?.variants[name]?.detail : undefined;
    return [name, detail === undefined ? variant : { ...variant, detail }];
  });
  return { ...result, variants: Object.fromEntries(variants) };
}

const about = ({ target }: Prepared, { name, settings }: Workload) => ({
  ...{ target, workload: name },
  margin: settings.limits.margin,
});

/** A comparison without any figures. `out`: every chosen variant, with why. */
export function unmeasured(prepared: Prepared, workload: Workload, out: ReadonlyMap<string, Fate>): Compared {
  // In the order of the declaration.
  const fates = prepared.variants.flatMap(({ name }): [string, Fate][] => {
    const fate = out.get(name);
    return fate ? [[name, fate]] : [];
  });
  const nothing = { analysis: null, warnings: [], costs: {}, floor: null };
  const result = toResult({ ...about(prepared, workload), fates: new Map(fates), ...nothing });
  return { result, analysis: null };
}

/** verify → measure → analyse of one target × workload. Throws ProblemError where nothing can be judged. */
export async function compareWorkload(
  prepared: Prepared,
  workload: Workload,
  inputs: Inputs,
  options: CompareOptions,
): Promise<Compared> {
  const proof = await prove(prepared, workload, inputs, options);
  if (proof.verification === null) return unmeasured(prepared, workload, proof.out);
  const first = decodeImage(proof.verification.firstImage, proof.inputs.layout);
  const costs = costsOf(prepared.target, proof.workload, first);
  const { watched = unwatched } = options;
  const timed = await watched(prepared, () => measure(prepared, proof, options));
  const { analysis, fates } = timed.value;
  const floor = await floorFor(prepared.target, proof, costs, analysis, options.bandwidth);
  const warnings = [...proof.verification.warnings, ...(await identicalArtifacts(prepared, fates))];
  const { fuzzed } = proof;
  const result = toResult({
    ...about(prepared, workload),
    fates,
    analysis,
    warnings,
    costs,
    floor,
    fuzzed: fuzzed?.inputs,
    seed: options.seed,
  });
  const { limits } = workload.settings;
  const circumstances = { machine: options.machine, platform: process.platform, limits };
  const traffic = fasterThanMemory(result);
  const told = [...result.warnings, ...timed.warnings, ...(traffic ? [traffic] : [])];
  return { result: { ...result, warnings: advise(told, circumstances) }, analysis };
}

import type { Analysis } from "../model/analysis.js";
import type { Death, Executor } from "../model/executor.js";
import type { Machine } from "../model/machine.js";
import type { SamplingPlan } from "../model/measurement.js";
import { planSampling } from "../plan/sampling.js";
import type { Fate } from "../record/result.js";
import { worksOnDevice } from "../support/features.js";
import { ProblemError } from "../support/problem.js";
import { type Candidate, circumstanceOf, died, type Verification } from "../verify/index.js";
import { mayBeOfAnother } from "./alone.js";
import type { Prepared } from "./native.js";
import type { Proof } from "./prove.js";
import { type OnTrial, runStages } from "./stages.js";

export interface MeasureOptions {
  readonly executor: Executor;
  readonly machine: Machine;
  readonly cpus: readonly number[];
  /** Whether other CPUs are left for preparing and checking while one measures. */
  readonly overlap: boolean;
  readonly seed: number;
  readonly precision?: number | undefined;
  /** Whether distributions are described too. */
  readonly detail?: boolean | undefined;
  readonly onTrial: OnTrial;
}

export interface Measured {
  /** Null when no variant could be measured. */
  readonly analysis: Analysis | null;
  readonly fates: ReadonlyMap<string, Fate>;
  /** Seconds that the timed samples took, of the variant that took longest. */
  readonly seconds: number;
}

/**
 * Measures the variants of one workload that were proven right. One that dies while it is timed is out, and
 * the rest are measured again without it; one that is wrong afterwards loses its figures. Throws ProblemError
 * WORKER_DIED when a process died and no variant is to blame.
 */
export async function measure(prepared: Prepared, proof: Proof, options: MeasureOptions): Promise<Measured> {
  const { target } = prepared;
  const { calibrated } = proof.verification;
  const out = new Map(proof.out);
  const invalidate = (name: string, problem: Fate & { state: "invalid" }) => out.set(name, problem);
  const artifact = (name: string) => prepared.build.artifacts.get(name)?.hash ?? "";

  let candidates = baselineFirst(calibrated?.candidates ?? [], target.baseline);
  let analysis: Analysis | null = null;
  let seconds = 0;
  while (calibrated && candidates.length > 0) {
    const plan = planFor(candidates, calibrated, proof, options.machine);
    // All processes share the devices: one that is asked meanwhile would take them from the one that is timed.
    const onDevice = candidates.some(({ variant }) => worksOnDevice(variant));
    const staged = await runStages({
      ...options,
      overlap: options.overlap && !onDevice,
      thorough: onDevice,
      plan,
      candidates,
      target,
      proof,
      baseline: candidates[0]?.variant.name === target.baseline,
    });
    if (staged.ok) {
      analysis = staged.analysis;
      seconds = Math.max(...staged.seconds);
      for (const [name, problem] of staged.wrong) {
        invalidate(name, { state: "invalid", problem, artifact: artifact(name) });
      }
      // What works while others are timed disturbs them.
      const disturbed = [...staged.wrong.values()].some(({ code }) => code === "WORK_DEFERRED");
      if (!disturbed) break;
      candidates = candidates.filter(({ variant }) => !staged.wrong.has(variant.name));
      analysis = null;
      continue;
    }
    const guilty = new Map(staged.wrong);
    if (!mayBeOfAnother(staged.death) || guilty.size === 0) {
      const { variant } = blame(staged.death, candidates, target.id, proof.workload.name);
      const circumstance = circumstanceOf(target, proof.workload, variant, proof.inputs.layout);
      guilty.set(variant.name, died(circumstance, staged.death, proof.spec.timeout));
    }
    for (const [name, problem] of guilty)
      invalidate(name, { state: "invalid", problem, artifact: artifact(name) });
    candidates = candidates.filter(({ variant }) => !guilty.has(variant.name));
  }
  const fates = prepared.variants.map(({ name }): [string, Fate] => [
    name,
    out.get(name) ?? { state: "measured", artifact: artifact(name) },
  ]);
  return { analysis, fates: new Map(fates), seconds };
}

const baselineFirst = (candidates: readonly Candidate[], baseline: string): readonly Candidate[] => [
  ...candidates.filter(({ variant }) => variant.name === baseline),
  ...candidates.filter(({ variant }) => variant.name !== baseline),
];

/** How samples of candidates are taken, from what their operations took while they were proven. */
export function planFor(
  candidates: readonly Candidate[],
  { candidates: timed, calibration }: NonNullable<Verification["calibrated"]>,
  { verification, inputs, workload }: Proof,
  machine: Machine,
): SamplingPlan {
  return planSampling({
    variants: candidates.map(({ variant }) => variant.name),
    calibration: {
      ...calibration,
      operation: candidates.map((candidate) => calibration.operation[timed.indexOf(candidate)] as number),
    },
    repeatable: candidates.every(({ variant }) => verification.repeatable.has(variant.name)),
    cold: workload.settings.cache === "cold",
    bytes: inputs.layout.bytes,
    l2: machine.caches.find(({ level }) => level === 2)?.bytes ?? 0,
    limits: workload.settings.limits,
    rotated: { first: 0, count: inputs.timed },
    unseen: inputs.unseen,
  });
}

function blame(death: Death, candidates: readonly Candidate[], target: string, workload: string): Candidate {
  const alone = death.foreign && candidates.length === 1 ? candidates[0] : undefined;
  const candidate = death.library === undefined ? alone : candidates[death.library];
  if (candidate && death.kind !== "aborted") return candidate;
  const how = death.message ?? death.signal ?? death.kind;
  throw new ProblemError({
    code: death.kind === "aborted" ? "INTERRUPTED" : "WORKER_DIED",
    message: `The measuring process of ${target} (workload ${workload}) ended outside of any variant: ${how}.`,
    mend: "Run it again; if it stays, please report it.",
  });
}

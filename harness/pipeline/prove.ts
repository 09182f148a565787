import type { Executor, SessionSpec } from "../model/executor.js";
import type { Workload } from "../model/target.js";
import type { Inputs } from "../plan/inputs.js";
import type { Fate } from "../record/result.js";
import { ProblemError } from "../support/problem.js";
import { type Candidate, type Verification, verify } from "../verify/index.js";
import type { Prepared } from "./native.js";

/** One target × workload with its inputs drawn and its variants judged. */
export interface Proof {
  readonly workload: Workload;
  readonly inputs: Inputs;
  readonly spec: Omit<SessionSpec, "libraries">;
  readonly verification: Verification;
  /** Every chosen variant that cannot be measured, with why. */
  readonly out: ReadonlyMap<string, Fate>;
}

export interface ProveOptions {
  readonly executor: Executor;
  /** CPUs of the measurement to come. */
  readonly cpus: readonly number[];
  readonly onVariant: (name: string) => void;
}

/** verify, of one workload. Throws ProblemError where nothing of it can be judged. */
export async function prove(
  prepared: Prepared,
  workload: Workload,
  inputs: Inputs,
  { executor, cpus, onVariant }: ProveOptions,
): Promise<Proof> {
  const { target, build } = prepared;
  const candidates = prepared.variants.flatMap((variant): Candidate[] => {
    const artifact = build.artifacts.get(variant.name);
    return artifact && !prepared.out.has(variant.name) ? [{ variant, library: artifact.library }] : [];
  });
  const { settings } = workload;
  const spec = {
    driver: build.driver.library,
    layout: inputs.layout,
    images: inputs.file,
    instances: inputs.timed,
    align: settings.align,
    cache: settings.cache,
    // A kernel with threads of its own claims its CPUs before it is loaded; others move there only to be timed.
    cpus: settings.threads > 1 ? cpus : [],
    timeout: settings.limits.timeout,
  };
  const verification = await verify({
    executor,
    session: spec,
    target,
    workload,
    candidates,
    oracle: oracleOf(prepared, workload),
    fresh: inputs.timed,
    onVariant,
  });
  const wrong = [...verification.problems].map(([name, problem]): [string, Fate] => [
    name,
    { state: "invalid", problem, artifact: build.artifacts.get(name)?.hash },
  ]);
  return { workload, inputs, spec, verification, out: new Map([...prepared.out, ...wrong]) };
}

/** The native oracle, or null. Throws ORACLE_FAILED, with the cause, when what is to judge did not build or is skipped. */
function oracleOf({ target, build, out }: Prepared, workload: Workload): Candidate | null {
  const { oracle } = target;
  if (typeof oracle === "function") return null;
  const fate = out.get(oracle?.name ?? target.baseline);
  if (fate && fate.state !== "measured") {
    const message = `Nothing of ${target.id} (workload ${workload.name}) can be judged: ${fate.problem.message}`;
    throw new ProblemError({ ...fate.problem, code: "ORACLE_FAILED", message });
  }
  const artifact = oracle && build.artifacts.get(oracle.name);
  return artifact ? { variant: oracle, library: artifact.library } : null;
}

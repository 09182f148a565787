import type { Executor, SessionSpec } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import { hasNativeOracle, type Workload } from "../model/target.js";
import type { Inputs } from "../plan/inputs.js";
import type { Fate } from "../record/result.js";
import { EXIT, ProblemError } from "../support/problem.js";
import { type Candidate, type Fuzzed, type Verification, verify } from "../verify/index.js";
import type { Fuzzing } from "./fuzzing.js";
import type { Prepared } from "./native.js";

/** One target × workload with its inputs drawn and its variants judged. */
export interface Proof {
  readonly workload: Workload;
  readonly inputs: Inputs;
  readonly spec: Omit<SessionSpec, "libraries">;
  readonly verification: Verification;
  /** Null: not asked for, or no variant was right. */
  readonly fuzzed: Fuzzed | null;
  /** Every chosen variant that cannot be measured, with why. */
  readonly out: ReadonlyMap<string, Fate>;
}

/** A comparison whose reference is the baseline, and that is out itself. */
export interface Unjudged {
  readonly verification: null;
  /** Every chosen variant, with why. */
  readonly out: ReadonlyMap<string, Fate>;
}

export interface ProveOptions {
  readonly executor: Executor;
  /** CPUs of the measurement to come. */
  readonly cpus: readonly number[];
  /** Absent: only the workload's own inputs. */
  readonly fuzzing?: Fuzzing | undefined;
  /** Whether nothing will be measured that would show variants wrong; default false. */
  readonly thorough?: boolean | undefined;
  readonly onVariant: (name: string) => void;
}

/**
 * verify, of one workload. A baseline that cannot be the reference is a result; throws ProblemError where an oracle
 * of its own cannot.
 */
export async function prove(
  chosen: Prepared,
  workload: Workload,
  inputs: Inputs,
  { executor, cpus, fuzzing, thorough = false, onVariant }: ProveOptions,
): Promise<Proof | Unjudged> {
  const prepared = fuzzing?.withoutWrong(chosen) ?? chosen;
  const { target, build } = prepared;
  const baseline = prepared.out.get(target.baseline);
  if (target.oracle === undefined && baseline) return unjudged(prepared, baseline);
  const candidates = prepared.variants.flatMap((variant): Candidate[] => {
    const artifact = build.artifacts.get(variant.name);
    return artifact && !prepared.out.has(variant.name) ? [{ variant, library: artifact.library }] : [];
  });
  const { settings } = workload;
  const spec = {
    target: target.id,
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
  const { instances } = inputs;
  const request = { executor, session: spec, target, workload, candidates, instances, thorough, onVariant };
  const invalid = (name: string, problem: Problem): Fate => ({
    state: "invalid",
    problem,
    artifact: build.artifacts.get(name)?.hash,
  });
  let verification: Verification;
  try {
    const fuzz = fuzzing?.work(target, workload);
    verification = await verify({ ...request, oracle: oracleOf(prepared, workload), fuzz });
  } catch (error) {
    // The reference is itself a variant, and wrong.
    if (!(error instanceof ProblemError) || error.exitCode !== EXIT.wrong) throw error;
    const { problem } = error.cause instanceof ProblemError ? error.cause : error;
    return unjudged(prepared, invalid(target.baseline, problem));
  }
  const wrong = [...verification.problems].map(([name, problem]): [string, Fate] => [
    name,
    invalid(name, problem),
  ]);
  const fuzzed = fuzzing?.outcome(target, verification) ?? null;
  return { workload, inputs, spec, verification, fuzzed, out: new Map([...prepared.out, ...wrong]) };
}

/** What is wrong with the baseline is its own; the other variants are neither right nor wrong. */
function unjudged({ target, variants, out }: Prepared, baseline: Fate): Unjudged {
  if (baseline.state === "measured") throw new Error("a baseline that can be measured can be the reference");
  const { state, problem } = baseline;
  const how = {
    ...{ skipped: "is skipped", built: "is built only" },
    ...{ invalid: "is invalid", failed: "did not build" },
  }[state];
  const fates = variants.map(({ name }): [string, Fate] => [
    name,
    out.get(name) ?? {
      state: "skipped",
      problem: {
        ...problem,
        code: "ORACLE_FAILED",
        message: `${target.id}/${name} cannot be judged: the baseline ${target.baseline} ${how}.`,
      },
    },
  ]);
  return { verification: null, out: new Map([...fates, [target.baseline, baseline]]) };
}

/** The native oracle, or null. Throws ORACLE_FAILED, with the cause, when it did not build. */
function oracleOf({ target, build }: Prepared, workload: Workload): Candidate | null {
  if (!hasNativeOracle(target)) return null;
  const { oracle } = target;
  const artifact = build.artifacts.get(oracle.name);
  if (artifact) return { variant: oracle, library: artifact.library };
  const cause = build.problems.get(oracle.name);
  const why = cause?.message ?? "its oracle was not built.";
  const message = `Nothing of ${target.id} (workload ${workload.name}) can be judged: ${why}`;
  throw new ProblemError({ ...cause, code: "ORACLE_FAILED", message });
}

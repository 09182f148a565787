import type { Calibration, CallResult, Death, Executor, SessionSpec } from "../model/executor.js";
import type { Problem, Warning } from "../model/problem.js";
import type { Target, Workload } from "../model/target.js";
import { EXIT, type ExitCode, ProblemError } from "../support/problem.js";
import { Calls, type Candidate } from "./calls.js";
import { judge, type Reference } from "./judge.js";
import { manners } from "./manners.js";
import { circumstanceOf, died } from "./problems.js";
import { readImages, referenceByCall, referenceByFunction } from "./reference.js";

export type { Candidate } from "./calls.js";
export { circumstanceOf, died } from "./problems.js";

export interface VerifyRequest {
  readonly executor: Executor;
  readonly session: Omit<SessionSpec, "libraries">;
  readonly target: Target;
  readonly workload: Workload;
  readonly candidates: readonly Candidate[];
  /** The built oracle, when it is native; null: a function, or else the baseline. */
  readonly oracle: Candidate | null;
  /** Index of the instance kept for the check after timing. */
  readonly fresh: number;
  readonly onVariant: (name: string) => void;
}

export interface Verification {
  /** Wrong variants, with how. */
  readonly problems: ReadonlyMap<string, Problem>;
  readonly warnings: readonly Warning[];
  /** Variants whose second call in place changes nothing: a sample may repeat them without a restore. */
  readonly repeatable: ReadonlySet<string>;
  /** The right variants with their coarse times; null when none is right. */
  readonly calibrated: {
    readonly candidates: readonly Candidate[];
    readonly calibration: Calibration;
  } | null;
  /** Image of instance 0. */
  readonly firstImage: Uint8Array;
  /** Judges a call on the fresh instance, made after the timing in the same process. */
  readonly afterTiming: (candidate: Candidate, result: CallResult) => Problem | null;
}

/** Every variant is called on these; the guard page stands once behind and once before each buffer. */
const FIRST = { instance: 0, guard: "end", repeats: 1 } as const;
const SECOND = { instance: 1, guard: "begin", repeats: 1 } as const;

/**
 * Proves every candidate against the reference, under guards, in worker processes that may die on the way: then the
 * variant is wrong and the rest go on in a new one.
 * Throws ProblemError: ORACLE_FAILED when there is nothing to judge by, COMPARISON_FAILED when a declared comparison
 * throws, WORKER_DIED when no worker can be opened, INTERRUPTED when the executor was closed meanwhile.
 */
export async function verify(request: VerifyRequest): Promise<Verification> {
  const { target, workload, candidates, session: spec } = request;
  const { layout, timeout } = spec;
  const problems = new Map<string, Problem>();
  const onDeath = ({ variant }: Candidate, death: Death) => {
    problems.set(variant.name, died(circumstanceOf(target, workload, variant, layout), death, timeout));
  };
  const oracle = request.oracle ? [request.oracle] : [];
  const calls = new Calls(request.executor, spec, [...candidates, ...oracle], onDeath);
  try {
    return await prove(request, calls, problems);
  } finally {
    await calls.close();
  }
}

async function prove(
  request: VerifyRequest,
  calls: Calls,
  problems: Map<string, Problem>,
): Promise<Verification> {
  const { target, workload, candidates } = request;
  const { layout } = request.session;
  const warnings: Warning[] = [];
  const repeatable = new Set<string>();
  const references = await referencesOf(request, calls, problems);
  const reference = (instance: number) => references.get(instance) as Reference;
  const call = async (
    candidate: Candidate,
    how: typeof FIRST | typeof SECOND,
  ): Promise<CallResult | null> => {
    const result = await calls.call(candidate, how);
    if (!result) return null;
    const { variant } = candidate;
    const problem = judge(
      target,
      workload,
      layout,
      variant,
      result,
      reference(how.instance),
      "before timing",
    );
    if (!problem) return result;
    problems.set(variant.name, problem);
    await calls.discard(candidate);
    return null;
  };

  for (const candidate of candidates) {
    const { name } = candidate.variant;
    if (problems.has(name)) continue;
    request.onVariant(name);
    const once = await call(candidate, FIRST);
    if (!once || !(await call(candidate, SECOND))) continue;
    warnings.push(...manners(name, once));
    // Its own output need not be an input that it can bear.
    const twice = await calls.attempt(candidate, { ...FIRST, repeats: 2 });
    if (twice && Buffer.from(once.image).equals(twice.image)) repeatable.add(name);
  }
  const calibrated = await calls.calibrate(candidates.filter(({ variant }) => !problems.has(variant.name)));
  return {
    problems,
    warnings,
    repeatable,
    calibrated,
    firstImage: reference(FIRST.instance).image,
    afterTiming: ({ variant }, result) =>
      judge(target, workload, layout, variant, result, reference(request.fresh), "after timing"),
  };
}

/** What must come out of each instance that is called: by the oracle, or else by the baseline. */
async function referencesOf(
  { target, workload, session: spec, candidates, oracle, fresh }: VerifyRequest,
  calls: Calls,
  problems: ReadonlyMap<string, Problem>,
): Promise<Map<number, Reference>> {
  const instances = [FIRST.instance, SECOND.instance, fresh];
  const images = await readImages(spec.images, spec.layout, instances);
  const references = new Map<number, Reference>();
  const judgeBy = oracle ?? candidates.find(({ variant }) => variant.name === target.baseline);
  for (const [i, instance] of instances.entries()) {
    const image = images[i] as Uint8Array;
    if (typeof target.oracle === "function") {
      references.set(instance, byFunction(target, workload, target.oracle, instance, image, spec));
      continue;
    }
    const result = judgeBy && (await calls.call(judgeBy, { ...FIRST, instance }));
    if (!result) {
      const cause = judgeBy && problems.get(judgeBy.variant.name);
      const why = cause?.message ?? `the ${oracle ? "oracle" : "baseline"} was not built.`;
      throw oracleFailed(target, workload, why, cause, cause && !oracle ? EXIT.wrong : EXIT.failed);
    }
    references.set(instance, referenceByCall(result, instance, image, spec.layout));
  }
  return references;
}

function byFunction(
  target: Target,
  workload: Workload,
  oracle: Extract<Target["oracle"], (...inputs: never[]) => unknown>,
  instance: number,
  image: Uint8Array,
  { layout }: Pick<SessionSpec, "layout">,
): Reference {
  try {
    return referenceByFunction(oracle, instance, image, layout);
  } catch (error) {
    throw oracleFailed(target, workload, `its oracle function is wrong: ${(error as Error).message}.`);
  }
}

/** `cause`: what is wrong with the reference itself, whose place and remedy are the ones that help. */
const oracleFailed = (
  target: Target,
  workload: Workload,
  why: string,
  cause?: Problem,
  exitCode: ExitCode = EXIT.failed,
): ProblemError =>
  new ProblemError(
    {
      code: "ORACLE_FAILED",
      message: `Nothing of ${target.id} (workload ${workload.name}) can be judged: ${why}`,
      where: cause?.where ?? target.file,
      mend:
        cause?.mend ??
        "Mend the oracle (without one, the baseline is the reference); nothing is measured that is not proven.",
    },
    exitCode,
  );

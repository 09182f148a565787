import type {
  AfterTiming,
  Calibration,
  CallResult,
  Death,
  Executor,
  SessionSpec,
} from "../model/executor.js";
import type { Layout } from "../model/layout.js";
import type { Problem, Warning } from "../model/problem.js";
import type { Target, Workload } from "../model/target.js";
import { EXIT, type ExitCode, ProblemError } from "../support/problem.js";
import { Calls, type Candidate } from "./calls.js";
import { judge, type Reference } from "./judge.js";
import { manners } from "./manners.js";
import { circumstanceOf, died } from "./problems.js";
import { readImages, referenceByCall, referenceByFunction, withStateOf } from "./reference.js";

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
  /** See `CallRequest.blank`. */
  readonly blank: readonly number[];
  /** Whether a call where the variants were timed can be judged: not when the state carries results from call to call. */
  readonly recall: boolean;
  /** Judges the calls on the fresh instance, made after the timing in the same process. */
  readonly afterTiming: (candidate: Candidate, calls: AfterTiming) => Problem | null;
}

const FIRST = { instance: 0, guard: "end", repeats: 1 } as const;
/** Every variant is called on these: an inaccessible page behind each buffer, before it, and no page that aligns it. */
const CALLS = [
  FIRST,
  { instance: 1, guard: "begin", repeats: 1 },
  { instance: 1, guard: "none", repeats: 1 },
] as const;

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
  const blank = blankSegments(workload, layout);
  const references = await referencesOf(request, calls, problems, blank);
  const proves = async (candidate: Candidate, how: (typeof CALLS)[number]): Promise<CallResult | null> => {
    const result = await calls.call(candidate, { ...how, blank });
    if (!result) return null;
    const { variant } = candidate;
    const reference = how.instance === FIRST.instance ? references.first : references.second;
    const problem = judge(target, workload, layout, variant, result, reference, "before timing");
    if (!problem) return result;
    problems.set(variant.name, problem);
    await calls.discard(candidate);
    return null;
  };

  let recall = target.signature.state === undefined;
  for (const candidate of candidates) {
    const { name } = candidate.variant;
    if (problems.has(name)) continue;
    request.onVariant(name);
    const once = await proves(candidate, CALLS[0]);
    if (!once || !(await proves(candidate, CALLS[1])) || !(await proves(candidate, CALLS[2]))) continue;
    warnings.push(...manners(name, once));
    const same = (again: CallResult | null) => again !== null && Buffer.from(once.image).equals(again.image);
    // Its own output need not be an input that it can bear.
    if (same(await calls.attempt(candidate, { ...FIRST, blank, repeats: 2 }))) repeatable.add(name);
    if (!recall && name === target.baseline) {
      recall = same(await calls.attempt(candidate, { ...FIRST, blank, repeats: 2, restoring: true }));
    }
  }
  const calibrated = await calls.calibrate(candidates.filter(({ variant }) => !problems.has(variant.name)));
  return {
    problems,
    warnings,
    repeatable,
    calibrated,
    firstImage: references.first.image,
    blank,
    recall,
    afterTiming({ variant }, { guarded, recalled }) {
      const after = (result: CallResult, reference: Reference) =>
        judge(target, workload, layout, variant, result, reference, "after timing");
      return after(guarded, references.fresh) ?? (recalled && after(recalled, references.recalled));
    },
  };
}

/** Outputs that no value was declared for, sizes in structs aside: what they hold before a call must not matter. */
function blankSegments({ values }: Workload, layout: Layout): number[] {
  const holders = new Set(layout.relocations.map(({ segment }) => segment));
  return layout.segments.flatMap(({ path, direction }, i) =>
    direction === "out" && path !== "returns" && !path.includes(".") && !(path in values) && !holders.has(i)
      ? [i]
      : [],
  );
}

interface References {
  readonly first: Reference;
  readonly second: Reference;
  readonly fresh: Reference;
  /** The fresh instance with a state made from the first, as the timing leaves it. */
  readonly recalled: Reference;
}

/** What must come out of each call: by the oracle, or else by the baseline. */
async function referencesOf(
  { target, workload, session: spec, candidates, oracle, fresh }: VerifyRequest,
  calls: Calls,
  problems: ReadonlyMap<string, Problem>,
  blank: readonly number[],
): Promise<References> {
  const { layout } = spec;
  const judgeBy = oracle ?? candidates.find(({ variant }) => variant.name === target.baseline);
  const [image0, image1, imageFresh] = (await readImages(spec.images, layout, [0, 1, fresh])) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const referenceOf = async (image: Uint8Array, instance: number, stateInstance = instance) => {
    if (typeof target.oracle === "function")
      return byFunction(target, workload, target.oracle, instance, image, layout);
    const result = judgeBy && (await calls.call(judgeBy, { ...FIRST, instance, stateInstance, blank }));
    if (result) return referenceByCall(result, instance, image, layout);
    const cause = judgeBy && problems.get(judgeBy.variant.name);
    const why = cause?.message ?? `the ${oracle ? "oracle" : "baseline"} was not built.`;
    throw oracleFailed(target, workload, why, cause, cause && !oracle ? EXIT.wrong : EXIT.failed);
  };
  const [first, second] = [await referenceOf(image0, 0), await referenceOf(image1, 1)];
  const reference = await referenceOf(imageFresh, fresh);
  const recalled =
    target.signature.state === undefined
      ? reference
      : await referenceOf(withStateOf(target.signature, layout, imageFresh, image0), fresh, 0);
  return { first, second, fresh: reference, recalled };
}

function byFunction(
  target: Target,
  workload: Workload,
  oracle: Extract<Target["oracle"], (...inputs: never[]) => unknown>,
  instance: number,
  image: Uint8Array,
  layout: Layout,
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
    cause && { cause: new ProblemError(cause, exitCode) },
  );

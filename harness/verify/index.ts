import type {
  AfterTiming,
  Audit,
  Calibration,
  CallResult,
  Death,
  Executor,
  Instances,
  Outcome,
  SessionSpec,
} from "../model/executor.js";
import type { InputSource } from "../model/fuzz.js";
import type { Problem, Warning } from "../model/problem.js";
import type { Target, Workload } from "../model/target.js";
import { blankSegments } from "./blank.js";
import { Calls } from "./calls.js";
import type { Candidate } from "./candidate.js";
import { wrongAfterTiming } from "./cheats.js";
import { circumstanceOf } from "./circumstance.js";
import { died } from "./deaths.js";
import { Examiner } from "./examine.js";
import { type Fuzzed, type FuzzPlan, fuzz } from "./fuzz.js";
import { judge } from "./judge.js";
import { manners } from "./manners.js";
import { referencesOf } from "./references.js";
import { oracleSuspected, type WrongAnswer } from "./suspect.js";
import { testify } from "./testify.js";
import { type Touched, touchedBy } from "./touched.js";
import { FIRST, Trier } from "./trier.js";

export type { Candidate } from "./candidate.js";
export { circumstanceOf } from "./circumstance.js";
export { died } from "./deaths.js";
export type { Fuzzed } from "./fuzz.js";
export { inputsRemembered } from "./problems.js";

export interface VerifyRequest {
  readonly executor: Executor;
  readonly session: Omit<SessionSpec, "libraries">;
  readonly target: Target;
  readonly workload: Workload;
  readonly candidates: readonly Candidate[];
  /** The built oracle, when it is native; null: a function, or else the baseline. */
  readonly oracle: Candidate | null;
  /** What variants are asked for where they are timed. */
  readonly instances: Instances;
  /** Whether they are asked there now, too; a run asks after the timing, when others are measured. */
  readonly thorough: boolean;
  /** Absent: only the workload's own inputs are tried. */
  readonly fuzz?: { readonly source: InputSource<unknown>; readonly plan: FuzzPlan } | undefined;
  readonly onVariant: (name: string) => void;
}

export interface Verification {
  /** Wrong variants, with how. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** Null: not asked for, or nothing was left to fuzz. */
  readonly fuzzed: Fuzzed | null;
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
  /** By the right answer to instance 0. */
  readonly touched: Touched;
  /** See `CallRequest.blank`. */
  readonly blank: readonly number[];
  /** Whether a call where the variants were timed can be judged: not when the state carries results from call to call. */
  readonly recall: boolean;
  /** What may be asked between epochs; null where answers depend on more than the instance. */
  readonly audit: Audit | null;
  /** Judges the calls made after the timing, in the same process. */
  readonly afterTiming: (candidate: Candidate, calls: AfterTiming) => Problem | null;
}

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
  const onDeath = ({ variant }: Candidate, death: Death, alone: boolean) => {
    problems.set(
      variant.name,
      died(circumstanceOf(target, workload, variant, layout), death, timeout, alone),
    );
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
  const { target, workload, candidates, instances } = request;
  const { layout } = request.session;
  const warnings: Warning[] = [];
  const repeatable = new Set<string>();
  const answers = new Map<string, WrongAnswer>();
  const blank = blankSegments(workload, layout);
  const references = await referencesOf(request, calls, problems, blank);
  const court = {
    target,
    workload,
    layout,
    blank,
    instances,
    expected: references.asked,
    fresh: references.fresh,
  };
  const trier = new Trier({ calls, session: request.session, court, references });

  let recall = target.signature.state === undefined;
  for (const candidate of candidates) {
    const { name } = candidate.variant;
    if (problems.has(name)) continue;
    request.onVariant(name);
    const tried = await trier.underGuards(candidate);
    if (!tried) continue; // it died
    if ("problem" in tried) {
      problems.set(name, tried.problem);
      if (tried.answer) answers.set(name, tried.answer);
      continue;
    }
    warnings.push(...manners(candidate.variant, tried.once));
    const same = (again: Outcome<CallResult> | null) =>
      again?.ok === true && Buffer.from(tried.once.image).equals(again.value.image);
    // Its own output need not be an input that it can bear.
    if (same(await calls.attempt(candidate, { ...FIRST, blank, repeats: 2 }))) repeatable.add(name);
    if (!recall && name === target.baseline) recall = await trier.answersAlike(candidate);
  }
  for (const [name, problem] of oracleSuspected(court, candidates, answers, problems))
    problems.set(name, problem);
  for (const candidate of recall && request.thorough ? candidates : []) {
    const { name } = candidate.variant;
    const problem = problems.has(name) ? null : await trier.whereTimed(candidate);
    if (problem) problems.set(name, problem);
  }
  const fuzzed = await fuzzAll(
    request,
    calls,
    candidates.filter(({ variant }) => !problems.has(variant.name)),
  );
  for (const [name, problem] of fuzzed?.problems ?? []) problems.set(name, problem);
  const calibrated = await calls.calibrate(
    candidates.filter(({ variant }) => !problems.has(variant.name)),
    ({ variant }) => repeatable.has(variant.name),
  );
  return {
    problems,
    fuzzed,
    warnings,
    repeatable,
    calibrated,
    firstImage: references.first.image,
    touched: touchedBy(references.first, layout),
    blank,
    recall,
    // States differ between epochs.
    audit: recall && target.signature.state === undefined ? { instance: instances.base, blank } : null,
    afterTiming({ variant }, { guarded, interrogation }) {
      if (interrogation) return testify(court, variant, interrogation, "after timing");
      const wrong =
        guarded && judge(target, workload, layout, variant, guarded, references.fresh, "before timing");
      return wrong?.code === "WRONG_OUTPUT" ? wrongAfterTiming(wrong) : wrong;
    },
  };
}

/** In the same processes; afterwards they are back at the workload's inputs. */
async function fuzzAll(
  { fuzz: work, session, target, workload, candidates, oracle }: VerifyRequest,
  calls: Calls,
  right: readonly Candidate[],
): Promise<Fuzzed | null> {
  if (!work || right.length === 0) return null;
  const baseline = candidates.find(({ variant }) => variant.name === target.baseline) ?? null;
  const { source, plan } = work;
  const judgeBy = typeof target.oracle === "function" ? null : (oracle ?? baseline);
  const examiner = new Examiner({ calls, session, target, workload, source, judgeBy });
  try {
    return await fuzz(source, plan, right, examiner);
  } finally {
    await examiner.close();
  }
}

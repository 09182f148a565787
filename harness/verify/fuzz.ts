import type * as FastCheck from "fast-check";
import type { Cursor, Example, InputSource } from "../model/fuzz.js";
import type { Problem } from "../model/problem.js";
import { ProblemError } from "../support/problem.js";
import type { Candidate } from "./candidate.js";
import type { Examined, Examiner, Subject } from "./examine.js";

/** How much to fuzz. */
export interface FuzzPlan {
  readonly inputs: number;
  readonly seed: number;
  /** After which no new input is begun, once one was tried; absent: unlimited. */
  readonly seconds?: number | undefined;
  /** Command that finds a failure of a variant again, among the first `inputs`. */
  readonly replay: (variant: string, inputs: number) => string;
  /** Told after each input. */
  readonly onInput: (done: number) => void;
}

export interface Fuzzed {
  /** Tried on all variants that were right so far. */
  readonly inputs: number;
  readonly seed: number;
  /** Wrong variants, each with the simplest input that shows it. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** Those inputs. */
  readonly examples: ReadonlyMap<string, Example>;
}

/** Drawn inputs that `when` may rule out for each that it does not. */
const SKIPS = 100;
/** How often an input that fails is tried in simpler forms: in all, with a dead process, with one that hung. */
const SHRINKS = { tries: 1500, deaths: 40, hangs: 5 };
/** Large inputs are tried less often: bytes in all. */
const SHRINK_BYTES = 256 * 2 ** 20;

type Wrong = Examined & { readonly problem: Problem };

/** A failure on the way to the simplest input that shows it. */
interface Failure<Draft> {
  readonly subject: Subject;
  /** The replay needs that many inputs. */
  readonly inputs: number;
  /** As drawn. */
  readonly found: Wrong;
  simplest: { readonly draft: Draft; readonly examined: Wrong };
  tries: number;
  deaths: number;
  hangs: number;
}

/**
 * Tries drawn inputs on all candidates. One that fails is out, its input is simplified, and the rest go on.
 * Throws ProblemError: FUZZ_TOO_NARROW, FUZZ_FAILED where the declaration makes no inputs, and as the examiner does when
 * the reference itself fails.
 */
export async function fuzz<Draft>(
  source: InputSource<Draft>,
  plan: FuzzPlan,
  candidates: readonly Candidate[],
  examiner: Examiner<Draft>,
): Promise<Fuzzed> {
  const fc = await import("fast-check");
  const start = performance.now();
  const problems = new Map<string, Problem>();
  const examples = new Map<string, Example>();
  const alive = new Set(candidates);
  let done = 0;
  let failure: Failure<Draft> | null = null;
  let fatal: unknown = null;
  // Of the variants that are right, whatever it took to simplify what is wrong with others.
  const late = () =>
    done > 0 && plan.seconds !== undefined && performance.now() - start > plan.seconds * 1000;

  /** Whether the input is right. */
  const holds = async (draft: Draft): Promise<boolean> => {
    if (failure) return !(await stillFails(failure, draft, examiner));
    if (done >= plan.inputs || late()) throw new fc.PreconditionFailure(true);
    if (!(await examiner.begin(draft))) throw new fc.PreconditionFailure();
    for (const subject of [null, ...alive]) {
      const examined = await examiner.examine(subject);
      if (!examined.problem) continue;
      const found = { ...examined, problem: examined.problem };
      const simplest = { draft, examined: found };
      failure = { subject, inputs: done + 1, found, simplest, tries: 0, deaths: 0, hangs: 0 };
      return false;
    }
    plan.onInput(++done);
    return true;
  };
  const property = fc.asyncProperty(arbitraryOf(fc, source), async (draft) => {
    try {
      return await holds(draft);
    } catch (error) {
      if (fc.PreconditionFailure.isFailure(error)) throw error;
      fatal = error;
      throw new fc.PreconditionFailure(true); // ends the check at once, simplifying included
    }
  });

  let first = 0;
  while (alive.size > 0 && done < plan.inputs && !late()) {
    const { counterexamplePath } = await fc.check(property, {
      seed: plan.seed,
      numRuns: plan.inputs - done,
      maxSkipsPerRun: SKIPS,
      ...(first === 0 ? {} : { path: String(first) }),
    });
    if (fatal) throw fatal;
    if (!failure) {
      if (done < plan.inputs && !late()) throw tooNarrow(examiner.where);
      break;
    }
    const { subject, inputs }: Failure<Draft> = failure;
    const simplest = await confirmed(failure, examiner);
    failure = null;
    if (!subject || examiner.judgesBy(subject)) throw examiner.referenceFailed(simplest, plan, inputs);
    const { name } = subject.variant;
    problems.set(name, examiner.describe(simplest, plan.replay(name, inputs)));
    examples.set(name, { inputs, seed: plan.seed, values: examiner.values(simplest) });
    alive.delete(subject);
    await examiner.discard(subject);
    // The same input again, for the rest.
    first = Number.parseInt(counterexamplePath ?? "0", 10);
  }
  return { inputs: done, seed: plan.seed, problems, examples };
}

/** Simplifying costs a process per death and the timeout per hang: each is counted. */
async function stillFails<Draft>(
  failure: Failure<Draft>,
  draft: Draft,
  examiner: Examiner<Draft>,
): Promise<boolean> {
  const tries = Math.min(SHRINKS.tries, SHRINK_BYTES / failure.simplest.examined.input.image.length);
  if (failure.tries >= tries || failure.deaths >= SHRINKS.deaths || failure.hangs >= SHRINKS.hangs)
    return false;
  failure.tries++;
  if (!(await examiner.begin(draft, "impatiently"))) return false;
  const examined = await judged(failure.subject, examiner, ({ death }) => {
    if (death) failure.deaths++;
    if (death === "timeout") failure.hangs++;
  });
  // Where haste alone may have ended it, only what began as a hang is one still.
  if (!examined || (examined.death === "timeout" && failure.found.death !== "timeout")) return false;
  failure.simplest = { draft, examined };
  return true;
}

/** What is wrong with the subject on the input begun; null where nothing is, or the reference cannot bear it either. */
async function judged<Draft>(
  subject: Subject,
  examiner: Examiner<Draft>,
  onExamined: (examined: Examined) => void = () => {},
): Promise<Wrong | null> {
  const one = async (of: Subject) => {
    const examined = await examiner.examine(of);
    onExamined(examined);
    return examined.problem && { ...examined, problem: examined.problem };
  };
  if (!subject) return one(null);
  return (await one(null)) ? null : one(subject);
}

/** In haste, slow looks like hung: what hung on a simpler input is given as long as is declared, once. */
async function confirmed<Draft>(
  { subject, found, simplest }: Failure<Draft>,
  examiner: Examiner<Draft>,
): Promise<Wrong> {
  const { draft, examined } = simplest;
  if (examined === found || examined.death !== "timeout") return examined;
  return ((await examiner.begin(draft)) && (await judged(subject, examiner))) || found;
}

/** Drafts as fast-check draws and shrinks them. */
function arbitraryOf<Draft>(fc: typeof FastCheck, source: InputSource<Draft>): FastCheck.Arbitrary<Draft> {
  function* simpler(draft: Draft, cursor: Cursor | undefined) {
    for (const step of source.simpler(draft, cursor)) yield new fc.Value(step.draft, step.cursor);
  }
  class Drafted extends fc.Arbitrary<Draft> {
    override generate(random: FastCheck.Random): FastCheck.Value<Draft> {
      return new fc.Value(source.draw(random.nextInt()), undefined);
    }
    override canShrinkWithoutContext(_value: unknown): _value is Draft {
      return false;
    }
    override shrink(draft: Draft, cursor: unknown): FastCheck.Stream<FastCheck.Value<Draft>> {
      return fc.stream(simpler(draft, cursor as Cursor | undefined));
    }
  }
  return new Drafted();
}

const tooNarrow = (where: string): ProblemError =>
  new ProblemError({
    code: "FUZZ_TOO_NARROW",
    message: `\`when\` under fuzz, or the limit of 16 MiB, rules out more than ${SKIPS} drawn inputs for each that is left.`,
    where,
    mend: "Draw what `when` asks for, with narrower generators or a fill function, and keep it for what cannot be drawn.",
  });

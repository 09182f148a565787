import type * as FastCheck from "fast-check";
import type { Cursor, InputSource } from "../model/fuzz.js";
import type { Problem } from "../model/problem.js";
import { ProblemError } from "../support/problem.js";
import type { Candidate } from "./calls.js";
import type { Examined, Examiner, Subject } from "./examine.js";

/** How much to fuzz. */
export interface FuzzPlan {
  readonly inputs: number;
  readonly seed: number;
  /** After which no new input is begun; absent: unlimited. */
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
}

/** Drawn inputs that `when` may rule out for each that it does not. */
const SKIPS = 100;
/** How often an input that fails is tried in simpler forms: in all, with a dead process, with one that hung. */
const SHRINKS = { tries: 1500, deaths: 40, hangs: 5 };
/** Large inputs are tried less often: bytes in all. */
const SHRINK_BYTES = 256 * 2 ** 20;

/** A failure on the way to the simplest input that shows it. */
interface Failure {
  readonly subject: Subject;
  /** The replay needs that many inputs. */
  readonly inputs: number;
  simplest: Examined & { readonly problem: Problem };
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
  const alive = new Set(candidates);
  let done = 0;
  let failure: Failure | null = null;
  let fatal: unknown = null;
  const late = () => plan.seconds !== undefined && performance.now() - start > plan.seconds * 1000;

  /** Whether the input is right. */
  const holds = async (draft: Draft): Promise<boolean> => {
    if (failure) return !(await stillFails(failure, draft, examiner));
    if (done >= plan.inputs || late()) throw new fc.PreconditionFailure(true);
    if (!(await examiner.begin(draft))) throw new fc.PreconditionFailure();
    for (const subject of [null, ...alive]) {
      const examined = await examiner.examine(subject);
      if (!examined.problem) continue;
      const simplest = { ...examined, problem: examined.problem };
      failure = { subject, inputs: done + 1, simplest, tries: 0, deaths: 0, hangs: 0 };
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
    const { subject, inputs, simplest }: Failure = failure;
    failure = null;
    if (!subject || examiner.judgesBy(subject)) throw examiner.referenceFailed(simplest, plan, inputs);
    problems.set(
      subject.variant.name,
      examiner.describe(simplest, plan.replay(subject.variant.name, inputs)),
    );
    alive.delete(subject);
    await examiner.discard(subject);
    // The same input again, for the rest.
    first = Number.parseInt(counterexamplePath ?? "0", 10);
  }
  return { inputs: done, seed: plan.seed, problems };
}

/** Simplifying costs a process per death and the timeout per hang: each is counted. */
async function stillFails<Draft>(
  failure: Failure,
  draft: Draft,
  examiner: Examiner<Draft>,
): Promise<boolean> {
  const tries = Math.min(SHRINKS.tries, SHRINK_BYTES / failure.simplest.input.image.length);
  if (failure.tries >= tries || failure.deaths >= SHRINKS.deaths || failure.hangs >= SHRINKS.hangs)
    return false;
  failure.tries++;
  if (!(await examiner.begin(draft, "impatiently"))) return false;
  // An input that the reference cannot bear proves nothing against a variant.
  if (failure.subject && (await examiner.examine(null)).problem) return false;
  const examined = await examiner.examine(failure.subject);
  if (examined.death) failure.deaths++;
  if (examined.death === "timeout") failure.hangs++;
  if (!examined.problem) return false;
  failure.simplest = { ...examined, problem: examined.problem };
  return true;
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

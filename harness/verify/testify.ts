import type { Instances, Interrogation } from "../model/executor.js";
import type { Layout } from "../model/layout.js";
import type { Problem } from "../model/problem.js";
import type { Target, Variant, Workload } from "../model/target.js";
import { worksOnDevice } from "../support/features.js";
import { outOfBounds } from "./bounds.js";
import { answerRemembered, workDeferred, workSkipped, wrongAfterTiming, wrongSometimes } from "./cheats.js";
import { circumstanceOf } from "./circumstance.js";
import { belongsTo, untouched } from "./evidence.js";
import { judge, type Reference } from "./judge.js";
import { notDone, worksElsewhere } from "./problems.js";
import type { Expected } from "./references.js";

/** What answers are judged by. */
export interface Court {
  readonly target: Target;
  readonly workload: Workload;
  readonly layout: Layout;
  readonly blank: readonly number[];
  readonly instances: Instances;
  readonly expected: Expected;
  /** What must come out of the fresh instance with a state of its own. */
  readonly fresh: Reference;
}

/** CPU time that threads of a single-threaded kernel may use: their start and end. */
const ELSEWHERE_NS = 200_000;
const ELSEWHERE_SHARE = 0.25;
/** A thread that could run in each of so many looks polls, however little a busy machine lets it. */
const FEWEST_LOOKS = 5;

type Question = keyof Instances;

/** What the answers of a variant say against it: null, or the first wrong one, named by what it looks like. */
export function testify(
  court: Court,
  variant: Variant,
  told: Interrogation,
  when: "before timing" | "after timing",
): Problem | null {
  const { target, workload, layout, expected } = court;
  const c = circumstanceOf(target, workload, variant, layout);
  if (told.strayed) return outOfBounds(c, told.strayed);

  const judged = (image: Uint8Array, reference: Reference, overruns = told.guarded?.overruns ?? []) =>
    judge(
      target,
      workload,
      layout,
      variant,
      { image, overruns, movedPointers: told.movedPointers, startedProcesses: false, printed: "" },
      reference,
      "before timing",
    );
  if (told.late) {
    const path = layout.segments[told.late.segment]?.path;
    const wrong = judged(told.base, expected.base, []) ?? notDone(c);
    return workDeferred(wrong, `${path} changed after the call had returned, ${told.late.when}.`);
  }

  const wrong = answersIn(told, court).flatMap((answer): Wrong[] => {
    const problem = judged(answer.image, answer.reference);
    return problem ? [{ ...answer, problem }] : [];
  });
  const [first, ...more] = wrong;
  if (first)
    return first.problem.code === "WRONG_OUTPUT" ? name(court, told, [first, ...more], when) : first.problem;
  const spoiled = told.spoiled && judged(told.spoiled, expected.fresh);
  if (spoiled?.code === "WRONG_OUTPUT")
    return workSkipped(
      spoiled,
      "Its outputs held the right answer before the call, but for a few elements, and these stayed.",
    );
  const { elapsed, elsewhere } = told;
  const { worked, looks, wanting } = elsewhere;
  const polls = looks >= FEWEST_LOOKS && wanting === looks;
  const works = polls || worked > Math.max(ELSEWHERE_NS, ELSEWHERE_SHARE * elapsed);
  // Kernels for devices wait for threads of a runtime.
  const alone = workload.settings.threads === 1 && !worksOnDevice(variant);
  return spoiled ?? (alone && works ? worksElsewhere(c, worked, elapsed, polls) : null);
}

/** Whether all answers are right, whatever else may be wrong. */
export function answersRight(court: Court, variant: Variant, told: Interrogation): boolean {
  const { target, workload, layout } = court;
  return answersIn(told, court).every(({ image, reference }) => {
    const result = { image, overruns: [], movedPointers: [], startedProcesses: false, printed: "" };
    return judge(target, workload, layout, variant, result, reference, "before timing") === null;
  });
}

interface Answer {
  readonly question: Question;
  readonly image: Uint8Array;
  readonly reference: Reference;
}
interface Wrong extends Answer {
  readonly problem: Problem;
}

function answersIn({ base, changed, fresh, guarded, deviating }: Interrogation, court: Court): Answer[] {
  const { expected } = court;
  const answer = (
    question: Question,
    image: Uint8Array | null | undefined,
    reference = expected[question],
  ) => (image ? [{ question, image, reference }] : []);
  return [
    ...answer("base", base),
    ...answer("changed", changed),
    ...answer("fresh", fresh),
    ...answer("fresh", guarded?.image, court.fresh),
    ...deviating.flatMap(({ of, image }) => answer(of, image)),
  ];
}

/** The wrong answer that says most, by what it looks like. */
function name(
  court: Court,
  told: Interrogation,
  wrong: readonly [Wrong, ...Wrong[]],
  when: "before timing" | "after timing",
): Problem {
  const { layout, blank, instances } = court;
  const [first] = wrong;
  const left = untouched(layout, blank, first.image, first.reference.image, first.reference.output);
  if (left.length > 0) {
    const as = left.length > 1 ? "they were" : "it was";
    return workSkipped(first.problem, `It left ${left.join(", ")} as ${as} before the call.`);
  }
  for (const { question, image, reference, problem } of wrong) {
    for (const other of answersIn(told, court)) {
      if (other.question === question) continue;
      // Two answers that are wrong alike in one element may have one cause, and no memory.
      const right = wrong.some((one) => one.image === other.image) ? null : reference.output;
      if (belongsTo(layout, image, right, other.image))
        return answerRemembered(problem, `instance ${instances[other.question]}, which is another question`);
    }
  }
  if (told.odd > 0)
    return wrongSometimes(
      first.problem,
      `Of ${told.calls} calls on inputs given again and again, ${told.odd} answered otherwise than the first.`,
    );
  return when === "after timing"
    ? wrongAfterTiming(first.problem)
    : wrongSometimes(first.problem, "It was right under guards, in memory of its own.");
}

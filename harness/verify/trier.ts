import type { CallResult, SessionSpec } from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import type { Calls } from "./calls.js";
import type { Candidate } from "./candidate.js";
import { answerRemembered } from "./cheats.js";
import { circumstanceOf } from "./circumstance.js";
import { died } from "./deaths.js";
import { belongsTo } from "./evidence.js";
import { judge, type Reference } from "./judge.js";
import type { References } from "./references.js";
import type { WrongAnswer } from "./suspect.js";
import { answersRight, type Court, testify } from "./testify.js";

export const FIRST = { instance: 0, guard: "end", repeats: 1 } as const;
/** Every variant is called on these: an inaccessible page behind each buffer, before it, and no page that aligns it. */
const CALLS = [
  FIRST,
  { instance: 1, guard: "begin", repeats: 1 },
  { instance: 1, guard: "none", repeats: 1 },
] as const;

/** Calls of `Questions.calls`: one in so many that goes wrong is as good as sure to show in as many rounds of measuring. */
const IN_TURN = 64;

interface TrierParts {
  readonly calls: Calls;
  readonly session: Omit<SessionSpec, "libraries">;
  readonly court: Court;
  readonly references: References;
}

/** Has candidates called in every way that may show them wrong. A wrong one is called no more. */
export class Trier {
  constructor(private readonly parts: TrierParts) {}

  /** The result of the first call of one that is right, else what is wrong; null when it died, which was told. */
  async underGuards(
    candidate: Candidate,
  ): Promise<{ once: CallResult } | { problem: Problem; answer?: WrongAnswer } | null> {
    const { calls, court } = this.parts;
    let once: CallResult | null = null;
    for (const how of CALLS) {
      const result = await calls.call(candidate, { ...how, blank: court.blank });
      if (!result) return null;
      const answer = { result, reference: this.#referenceOf(how.instance) };
      const problem = this.#judge(candidate, answer);
      if (problem)
        return { problem: await this.#sentence(candidate, this.#name(problem, result, once)), answer };
      once ??= result;
    }
    const beyond = await this.#exactly(candidate);
    if (beyond) return { problem: await this.#sentence(candidate, beyond) };
    return once && { once };
  }

  /** What is wrong with its answers where it is timed. */
  async whereTimed(candidate: Candidate): Promise<Problem | null> {
    const { calls, court, session } = this.parts;
    const { target, workload, layout, blank, instances } = court;
    const { variant } = candidate;
    for (const alone of [false, true]) {
      const told = await calls.interrogate(candidate, { instances, blank, calls: IN_TURN }, { alone });
      if (!told) return null;
      const problem = told.ok
        ? testify(court, variant, told.value, "before timing")
        : died(circumstanceOf(target, workload, variant, layout), told.death, session.timeout, true);
      const company = told.ok && told.value.company;
      // Where others are loaded, their threads may have done it.
      if (problem && (alone || !company)) return this.#sentence(candidate, problem, told.ok);
      if (problem) continue;
      if (company) await calls.watch(candidate);
      break;
    }
    return null;
  }

  /**
   * Whether one state gives the right answers whatever it was asked before: also to the first question once more after
   * the others, which leave an idempotent state, such as a running maximum, as no repetition of one question does.
   */
  async answersAlike(candidate: Candidate): Promise<boolean> {
    const { calls, court } = this.parts;
    const { instances, blank } = court;
    for (const _ of ["at first", "after the others"]) {
      const told = await calls.interrogate(candidate, { instances, blank, calls: 2 }, { alone: true });
      if (!told?.ok || !answersRight(court, candidate.variant, told.value)) return false;
    }
    return true;
  }

  #referenceOf(instance: number): Reference {
    const { first, second } = this.parts.references;
    return instance === FIRST.instance ? first : second;
  }

  #judge({ variant }: Candidate, { result, reference }: WrongAnswer): Problem | null {
    const { target, workload, layout } = this.parts.court;
    return judge(target, workload, layout, variant, result, reference, "before timing");
  }

  #name(problem: Problem, { image }: CallResult, once: CallResult | null): Problem {
    const { layout } = this.parts.court;
    const { output } = this.parts.references.second;
    return problem.code === "WRONG_OUTPUT" && once && belongsTo(layout, image, output, once.image)
      ? answerRemembered(problem, "instance 0, which is another question")
      : problem;
  }

  /**
   * Alignment leaves a gap behind most buffers, where reading shows only by what is computed from it. Without the gap
   * it shows, too, where the promised alignment is needed: then by another death, which proves nothing.
   */
  async #exactly(candidate: Candidate): Promise<Problem | null> {
    const { calls, court, session } = this.parts;
    const { target, workload, layout, blank } = court;
    if (layout.segments.every(({ bytes, align }) => bytes % Math.max(align, session.align) === 0))
      return null;
    const outcome = await calls.attempt(candidate, { instance: 1, guard: "exact", repeats: 1, blank });
    if (!outcome || outcome.ok || outcome.death.overrun?.side !== "after") return null;
    const circumstance = circumstanceOf(target, workload, candidate.variant, layout);
    return died(circumstance, outcome.death, session.timeout, true);
  }

  /** What a wrong output is for: in a process of its own it is seen whether the rest of it comes later. */
  async #sentence(candidate: Candidate, problem: Problem, alive = true): Promise<Problem> {
    const { calls, court } = this.parts;
    const { instances, blank } = court;
    let named = problem;
    if (alive && problem.code === "WRONG_OUTPUT") {
      await calls.close();
      const told = await calls.interrogate(candidate, { instances, blank, calls: 2 }, { alone: true });
      if (told?.ok && told.value.late)
        named = testify(court, candidate.variant, told.value, "before timing") ?? problem;
    }
    await calls.discard(candidate);
    return named;
  }
}

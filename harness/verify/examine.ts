import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import type { CallResult, Death, Outcome, SessionSpec } from "../model/executor.js";
import type { Example, FuzzInput, InputSource } from "../model/fuzz.js";
import type { Problem } from "../model/problem.js";
import type { Target, Workload } from "../model/target.js";
import { EXIT, ProblemError } from "../support/problem.js";
import { blankSegments } from "./blank.js";
import type { Calls } from "./calls.js";
import type { Candidate } from "./candidate.js";
import { circumstanceOf, FUZZED } from "./circumstance.js";
import { died } from "./deaths.js";
import type { FuzzPlan } from "./fuzz.js";
import { judge, type Reference } from "./judge.js";
import { oracleFailed } from "./oracle.js";
import { plainInput } from "./plain.js";
import { referenceByCall, referenceByFunction } from "./reference.js";
import { showInput } from "./shown.js";

/** Seconds after which a variant counts as hanging on what an input that made it hang was simplified to. */
const IMPATIENT = 1;

/** A candidate, or null for what it is judged by. */
export type Subject = Candidate | null;

/** What came of one subject on one input. */
export interface Examined {
  readonly input: FuzzInput;
  readonly problem: Problem | null;
  readonly death: Death["kind"] | null;
}

interface ExaminerParts<Draft> {
  readonly calls: Calls;
  readonly session: Omit<SessionSpec, "libraries">;
  readonly target: Target;
  readonly workload: Workload;
  readonly source: InputSource<Draft>;
  /** The native oracle, or else the baseline; null where a function is the oracle. */
  readonly judgeBy: Candidate | null;
}

/** Tries one drawn input after the other on whatever subject is asked for. */
export class Examiner<Draft> {
  readonly where: string;
  #input: FuzzInput | null = null;
  #guard: "end" | "begin" = "end";
  /** The one input, beside the workload's. */
  readonly #file: string;
  readonly #handle: number;
  #timeout: number;
  #reference: Reference | null = null;

  constructor(private readonly parts: ExaminerParts<Draft>) {
    this.where = parts.target.file;
    this.#timeout = parts.session.timeout;
    this.#file = `${parts.session.images}.fuzz`;
    this.#handle = openSync(this.#file, "w");
  }

  /** Binds the session to the input of a draft; false when it is ruled out. Throws ProblemError FUZZ_FAILED. */
  async begin(draft: Draft, how: "patiently" | "impatiently" = "patiently"): Promise<boolean> {
    const { source, session, calls } = this.parts;
    this.#input = this.#realise(draft);
    if (!this.#input) return false;
    this.#guard = source.guard(draft);
    this.#reference = null;
    this.#timeout = how === "patiently" ? session.timeout : Math.min(IMPATIENT, session.timeout);
    const { layout, image } = this.#input;
    // Written in place: a file truncated and filled again goes to the disk at once (ext4, auto_da_alloc).
    writeSync(this.#handle, image, 0, image.length, 0);
    await calls.rebind({ layout, images: this.#file, instances: 1, timeout: this.#timeout });
    return true;
  }

  /** The reference comes first: the others are judged by it. */
  async examine(subject: Subject): Promise<Examined> {
    const input = this.#input as FuzzInput;
    return subject ? this.#examineVariant(subject, input) : this.#examineReference(input);
  }

  judgesBy(candidate: Candidate): boolean {
    return candidate === this.parts.judgeBy;
  }

  async discard(candidate: Candidate): Promise<void> {
    await this.parts.calls.discard(candidate);
  }

  describe({ problem, input }: Examined & { readonly problem: Problem }, replay: string): Problem {
    const shown = showInput(input, this.#blank(input));
    return {
      ...problem,
      message: `${problem.message}\nThe simplest input found that shows it: ${shown || "no arguments"}.`,
      mend: `${problem.mend}\n\`${replay}\` finds it again.`,
    };
  }

  /** What `describe` says of the input, as data. */
  values({ input }: Examined): Example["values"] {
    return plainInput(input, this.#blank(input));
  }

  /** A baseline that is the reference is wrong itself; an oracle is not up to the inputs declared. */
  referenceFailed(
    simplest: Examined & { readonly problem: Problem },
    plan: FuzzPlan,
    inputs: number,
  ): ProblemError {
    const { target, workload, judgeBy } = this.parts;
    const baseline = judgeBy && target.oracle === undefined;
    const cause = this.describe(simplest, plan.replay(target.baseline, inputs));
    const limits = "declare in fuzz (with narrower generators or `when`) which inputs are legal";
    const told = baseline ? cause : { ...cause, mend: `Mend the oracle, or ${limits}.` };
    return oracleFailed(target, workload, cause.message, told, baseline ? EXIT.wrong : EXIT.failed);
  }

  /** Back to the workload's own inputs. */
  async close(): Promise<void> {
    closeSync(this.#handle);
    rmSync(this.#file, { force: true });
    await this.parts.calls.rebind(this.parts.session);
  }

  #realise(draft: Draft): FuzzInput | null {
    try {
      return this.parts.source.realise(draft);
    } catch (error) {
      throw new ProblemError(
        {
          code: "FUZZ_FAILED",
          message: `No input can be drawn for ${this.parts.target.id}: ${(error as Error).message}.`,
          where: this.where,
          mend: "Mend what `fuzz` says: sizes are 0 or more, lists have one fixed length, and `when` must not throw.",
        },
        EXIT.failed,
        { cause: error },
      );
    }
  }

  #blank({ layout }: FuzzInput): number[] {
    return blankSegments(this.parts.target.fuzz ?? this.parts.workload, layout);
  }

  #call(candidate: Candidate, input: FuzzInput, guard: "end" | "begin"): Promise<Outcome<CallResult> | null> {
    return this.parts.calls.attempt(candidate, {
      ...{ instance: 0, repeats: 1, guard, unobserved: true },
      blank: this.#blank(input),
    });
  }

  async #examineReference(input: FuzzInput): Promise<Examined> {
    const { target, judgeBy } = this.parts;
    const { layout, image } = input;
    if (typeof target.oracle === "function") {
      try {
        this.#reference = referenceByFunction(target.oracle, 0, image, layout, this.#blank(input));
        return { input, problem: null, death: null };
      } catch (error) {
        const message = `its oracle function is wrong: ${(error as Error).message}.`;
        return { input, problem: { code: "ORACLE_FAILED", message, where: this.where }, death: null };
      }
    }
    if (!judgeBy) throw new Error("nothing to judge by");
    const outcome = await this.#call(judgeBy, input, "end");
    if (outcome?.ok) {
      this.#reference = referenceByCall(outcome.value, 0, image, layout, this.#blank(input));
      return { input, problem: null, death: null };
    }
    if (!outcome) throw new Error("what judges has died before");
    return { input, problem: this.#died(judgeBy, input, outcome.death), death: outcome.death.kind };
  }

  async #examineVariant(candidate: Candidate, input: FuzzInput): Promise<Examined> {
    const { target, workload } = this.parts;
    const outcome = await this.#call(candidate, input, this.#guard);
    if (!outcome) return { input, problem: null, death: null };
    if (!outcome.ok)
      return { input, problem: this.#died(candidate, input, outcome.death), death: outcome.death.kind };
    const reference = this.#reference as Reference;
    const { variant } = candidate;
    const problem = judge(target, workload, input.layout, variant, outcome.value, reference, "fuzzing");
    return { input, problem, death: null };
  }

  #died({ variant }: Candidate, { layout }: FuzzInput, death: Death): Problem {
    const { target, workload } = this.parts;
    return died(circumstanceOf(target, workload, variant, layout, FUZZED), death, this.#timeout, true);
  }
}

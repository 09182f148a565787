import { remembered } from "../analyse/remembered.js";
import type { AfterTiming } from "../model/executor.js";
import type { Trial } from "../model/measurement.js";
import type { Problem } from "../model/problem.js";
import { type Candidate, circumstanceOf, inputsRemembered } from "../verify/index.js";
import { wrongAlone } from "./alone.js";
import type { StageRequest } from "./stages.js";

/** What timing, and the questions after it, show to be wrong about variants. */
export class Suspicion {
  /** By variant name, the first problem of each. */
  readonly wrong = new Map<string, Problem>();
  readonly #suspects = new Set<Candidate>();
  #failure: unknown = null;

  constructor(private readonly request: StageRequest) {}

  /** Takes the answers of one library. What is thrown meanwhile is kept for `settle`. */
  hear(library: number, after: AfterTiming): void {
    const { candidates, proof } = this.request;
    const candidate = candidates[library] as Candidate;
    const { name } = candidate.variant;
    try {
      const problem = this.wrong.has(name) ? null : proof.verification.afterTiming(candidate, after);
      // Beside others, their threads may have done it.
      if (problem && candidates.length > 1 && after.interrogation?.company) this.#suspects.add(candidate);
      else if (problem) this.wrong.set(name, problem);
    } catch (error) {
      this.#failure ??= error;
    }
  }

  /** Once trials are over: what only times tell, and what suspects do in a process of their own. */
  async settle(trials: readonly Trial[]): Promise<void> {
    this.assertJudged();
    await this.tryAlone([...this.#suspects].filter(({ variant }) => !this.wrong.has(variant.name)));
    this.#suspects.clear();
    const { plan, candidates, proof, target } = this.request;
    for (const { variant: name, first, again } of remembered(plan, trials)) {
      const { variant } = candidates.find((one) => one.variant.name === name) as Candidate;
      const circumstance = circumstanceOf(target, proof.workload, variant, proof.inputs.layout);
      if (!this.wrong.has(name)) this.wrong.set(name, inputsRemembered(circumstance, first, again));
    }
  }

  async tryAlone(candidates: readonly Candidate[]): Promise<void> {
    for (const candidate of candidates) {
      const problem = await wrongAlone(this.request, candidate);
      if (problem) this.wrong.set(candidate.variant.name, problem);
    }
  }

  /** Throws what judging threw. */
  assertJudged(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** What works while others are timed disturbs them: no time is worth more. */
  get disturbed(): boolean {
    return [...this.wrong.values()].some(({ code }) => code === "WORK_DEFERRED");
  }
}

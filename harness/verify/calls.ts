import type {
  Binding,
  Calibration,
  CallRequest,
  CallResult,
  Death,
  Executor,
  Interrogation,
  Outcome,
  Questions,
  Session,
  SessionSpec,
} from "../model/executor.js";
import type { Problem } from "../model/problem.js";
import type { Variant } from "../model/target.js";
import { ProblemError } from "../support/problem.js";

/** A variant (or the oracle) as built. */
export interface Candidate {
  readonly variant: Variant;
  /** Path of the library. */
  readonly library: string;
}

const nobodysDeath = ({ kind, signal, message, printed }: Death): Problem => ({
  code: "WORKER_DIED",
  message:
    `A worker process ended before it ran any variant: ${message ?? signal ?? kind}. ${printed}`.trim(),
  mend: "Run it again; if it stays, please report it.",
});

/**
 * Calls of candidates in a worker that any of them may kill. A death is told to `onDeath` once, the candidate is left
 * out from then on, and the next call finds a new worker.
 */
export class Calls {
  #session: Session | null = null;
  #loaded: readonly Candidate[] = [];
  readonly #dead = new Set<Candidate>();

  constructor(
    private readonly executor: Executor,
    private spec: Omit<SessionSpec, "libraries">,
    private readonly candidates: readonly Candidate[],
    private readonly onDeath: (candidate: Candidate, death: Death) => void,
  ) {}

  /** Null when the candidate died of it, or had died before. */
  async call(candidate: Candidate, request: Omit<CallRequest, "library">): Promise<CallResult | null> {
    const outcome = await this.#ask(candidate, request);
    if (outcome && !outcome.ok) await this.#bury(outcome.death, candidate);
    return outcome?.ok ? outcome.value : null;
  }

  /** As `call`, where a death is an answer: the candidate may be called again. Null when it had died before. */
  async attempt(
    candidate: Candidate,
    request: Omit<CallRequest, "library">,
  ): Promise<Outcome<CallResult> | null> {
    const outcome = await this.#ask(candidate, request);
    if (outcome && !outcome.ok) await this.#leave(outcome.death);
    return outcome;
  }

  /** As `attempt`, where the candidate is timed. */
  async interrogate(
    candidate: Candidate,
    questions: Omit<Questions, "library">,
  ): Promise<Outcome<Interrogation> | null> {
    const session = await this.#open();
    const library = this.#loaded.indexOf(candidate);
    if (!session || library < 0) return null;
    const outcome = await session.interrogate({ ...questions, library });
    if (!outcome.ok) await this.#leave(outcome.death);
    return outcome;
  }

  /** Goes on with other inputs, in the same process if there is one. */
  async rebind(binding: Binding): Promise<void> {
    this.spec = { ...this.spec, ...binding };
    const outcome = await this.#session?.rebind(binding);
    if (outcome && !outcome.ok) await this.#leave(outcome.death);
  }

  /** Leaves out a candidate found wrong: whatever else it did to the process must not spoil the others. */
  async discard(candidate: Candidate): Promise<void> {
    this.#dead.add(candidate);
    await this.close();
  }

  /** Coarse times of the candidates given and still alive; the others' deaths are told. */
  async calibrate(
    candidates: readonly Candidate[],
  ): Promise<{ candidates: readonly Candidate[]; calibration: Calibration } | null> {
    let left = candidates.filter((candidate) => !this.#dead.has(candidate));
    while (left.length > 0) {
      // The wrong ones were discarded, and with them their process; the oracle may stay.
      const session = await this.#open(left);
      if (!session) return null;
      const outcome = await session.calibrate();
      if (outcome.ok) {
        const timed = this.#loaded;
        const operation = left.map(
          (candidate) => outcome.value.operation[timed.indexOf(candidate)] as number,
        );
        return { candidates: left, calibration: { ...outcome.value, operation } };
      }
      await this.#bury(outcome.death, this.#loaded[0]);
      left = left.filter((candidate) => !this.#dead.has(candidate));
    }
    return null;
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#session = null;
    this.#loaded = [];
  }

  async #ask(
    candidate: Candidate,
    request: Omit<CallRequest, "library">,
  ): Promise<Outcome<CallResult> | null> {
    const session = await this.#open();
    const library = this.#loaded.indexOf(candidate);
    if (!session || library < 0) return null;
    return session.call({ ...request, library });
  }

  async #open(candidates = this.candidates): Promise<Session | null> {
    while (!this.#session) {
      const alive = candidates.filter((candidate) => !this.#dead.has(candidate));
      if (alive.length === 0) return null;
      const libraries = alive.map(({ variant, library }) => ({
        name: variant.name,
        path: library,
        symbol: variant.symbol,
      }));
      const outcome: Outcome<Session> = await this.executor.open({ ...this.spec, libraries });
      this.#loaded = alive;
      if (outcome.ok) this.#session = outcome.value;
      else await this.#bury(outcome.death, undefined);
    }
    return this.#session;
  }

  /**
   * `suspect` is blamed when the death itself does not tell in whose code it was.
   * Throws ProblemError WORKER_DIED when there is nobody to blame.
   */
  async #bury(death: Death, suspect: Candidate | undefined): Promise<void> {
    const candidate = death.library === undefined ? suspect : this.#loaded[death.library];
    await this.#leave(death);
    if (!candidate) throw new ProblemError(nobodysDeath(death));
    this.#dead.add(candidate);
    this.onDeath(candidate, death);
  }

  /** Throws ProblemError INTERRUPTED when the death was wanted. */
  async #leave(death: Death): Promise<void> {
    // A refusal leaves the worker alive, but with other libraries than the next call expects.
    if (death.kind === "refused") await this.close();
    this.#session = null;
    this.#loaded = [];
    if (death.kind === "aborted")
      throw new ProblemError({ code: "INTERRUPTED", message: "Interrupted while variants were proven." });
  }
}

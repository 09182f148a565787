import { setTimeout as sleep } from "node:timers/promises";
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
import { ProblemError } from "../support/problem.js";
import { culprit, nobodysDeath } from "./blame.js";
import type { Candidate } from "./candidate.js";

type Call = Omit<CallRequest, "library">;

/** How long a thread that a call left behind is waited for, ms. */
const WATCHED_MS = 60;

/**
 * Calls of candidates in a worker that any of them may kill. A death is told to `onDeath` once, the candidate is left
 * out from then on, and the next call finds a new worker. A call that was cut short by another candidate's thread is
 * made again.
 */
export class Calls {
  #session: Session | null = null;
  #loaded: readonly Candidate[] = [];
  readonly #dead = new Set<Candidate>();
  /** Whether each has a process of its own, since a thread crashed and nothing tells whose it was. */
  #apart = false;

  constructor(
    private readonly executor: Executor,
    private spec: Omit<SessionSpec, "libraries">,
    private readonly candidates: readonly Candidate[],
    private readonly onDeath: (candidate: Candidate, death: Death, alone: boolean) => void,
  ) {}

  /** Null when the candidate died of it, or had died before. */
  async call(candidate: Candidate, request: Call): Promise<CallResult | null> {
    const outcome = await this.#call(candidate, request);
    if (outcome && !outcome.ok) await this.#bury(outcome.death, candidate);
    return outcome?.ok ? outcome.value : null;
  }

  /** Calls it in a process of its own and waits for what threads may do that it left behind; a death then is told. */
  async watch(candidate: Candidate): Promise<void> {
    for (const wait of [WATCHED_MS, 0]) {
      const request = { instance: 0, repeats: 1, guard: "end" } as const;
      const outcome = await this.#call(candidate, request, true);
      if (outcome && !outcome.ok) await this.#bury(outcome.death, candidate);
      if (!outcome?.ok) return;
      await sleep(wait);
    }
  }

  /** As `call`, where a death is an answer: the candidate may be called again. Null when it had died before. */
  async attempt(candidate: Candidate, request: Call): Promise<Outcome<CallResult> | null> {
    const outcome = await this.#call(candidate, request);
    if (outcome && !outcome.ok) await this.#leave(outcome.death);
    return outcome;
  }

  /** As `attempt`, where the candidate is timed; with `alone`, in a process in which no other one is loaded. */
  async interrogate(
    candidate: Candidate,
    questions: Omit<Questions, "library">,
    { alone = false } = {},
  ): Promise<Outcome<Interrogation> | null> {
    const outcome = await this.#ask(
      candidate,
      (session, library) => session.interrogate({ ...questions, library }),
      alone,
    );
    if (outcome && !outcome.ok) await this.#leave(outcome.death);
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
    repeatable: (candidate: Candidate) => boolean,
  ): Promise<{ candidates: readonly Candidate[]; calibration: Calibration } | null> {
    let left = candidates.filter((candidate) => !this.#dead.has(candidate));
    while (left.length > 0) {
      // The wrong ones were discarded, and with them their process; the oracle may stay.
      const session = await this.#open(left);
      if (!session) return null;
      const outcome = await session.calibrate(left.every(repeatable));
      if (outcome.ok) {
        const timed = this.#loaded;
        const operation = left.map(
          (candidate) => outcome.value.operation[timed.indexOf(candidate)] as number,
        );
        return { candidates: left, calibration: { ...outcome.value, operation } };
      }
      await this.#bury(outcome.death, null);
      left = left.filter((candidate) => !this.#dead.has(candidate));
    }
    return null;
  }

  async close(): Promise<void> {
    await this.#session?.close();
    this.#session = null;
    this.#loaded = [];
  }

  #call(candidate: Candidate, request: Call, alone = false): Promise<Outcome<CallResult> | null> {
    return this.#ask(candidate, (session, library) => session.call({ ...request, library }), alone);
  }

  /** A death in the answer is the candidate's own; null when it had died before. */
  async #ask<T>(
    candidate: Candidate,
    ask: (session: Session, library: number) => Promise<Outcome<T>>,
    alone: boolean,
  ): Promise<Outcome<T> | null> {
    for (;;) {
      const apart = alone || this.#apart;
      if (!this.#loaded.includes(candidate) || (apart && this.#loaded.length > 1)) await this.close();
      if (this.#dead.has(candidate)) return null;
      const session = await this.#open(apart ? [candidate] : this.candidates);
      const library = this.#loaded.indexOf(candidate);
      if (!session || library < 0) return null;
      const outcome = await ask(session, library);
      if (outcome.ok || culprit(outcome.death, this.#loaded, candidate) === candidate) return outcome;
      await this.#bury(outcome.death, candidate);
    }
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
      else await this.#bury(outcome.death, null);
    }
    return this.#session;
  }

  /** Throws ProblemError WORKER_DIED when there is nobody to blame. */
  async #bury(death: Death, asked: Candidate | null): Promise<void> {
    const candidate = culprit(death, this.#loaded, asked);
    const suspects = this.#loaded;
    await this.#leave(death);
    if (candidate) {
      this.#dead.add(candidate);
      this.onDeath(candidate, death, candidate === asked);
    } else if (death.foreign && !this.#apart) await this.#separate(suspects);
    else throw new ProblemError(nobodysDeath(death));
  }

  /** Until it is known whose thread crashed, each candidate gets a process of its own. */
  async #separate(suspects: readonly Candidate[]): Promise<void> {
    this.#apart = true;
    for (const suspect of suspects) await this.watch(suspect);
    this.#apart = suspects.every((suspect) => !this.#dead.has(suspect));
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

import type { Layout } from "./layout.js";
import type { SamplingPlan, Trial } from "./measurement.js";

/**
 * The seam between the stages that decide and the processes that run native code. The real one (measure/) forks
 * workers; tests of the deciding stages may put another in its place.
 */
export interface Executor {
  /** Starts (or takes a spare) worker process and loads everything into it. */
  open(spec: SessionSpec): Promise<Outcome<Session>>;
  /** Boots a worker ahead of its use. */
  prepare(): void;
  /** Kills every worker and what it started. */
  close(): Promise<void>;
}

export interface SessionSpec {
  /** Path of the generated driver library. */
  readonly driver: string;
  readonly libraries: readonly { readonly name: string; readonly path: string; readonly symbol: string }[];
  readonly layout: Layout;
  /** File of images, one after the other: those that timing rotates over, then those that only `call` reaches. */
  readonly images: string;
  /** How many timing rotates over. */
  readonly instances: number;
  readonly align: number;
  readonly cache: "warm" | "cold";
  /** CPUs to pin to before the libraries are loaded; empty: not pinned. */
  readonly cpus: readonly number[];
  /** Seconds without an answer until the worker is killed. */
  readonly timeout: number;
}

export interface Session {
  /** Runs one library once (or `repeats` times in place) on one instance, under guards. */
  call(request: CallRequest): Promise<Outcome<CallResult>>;
  /** Nanoseconds of one operation, per library, coarse. */
  calibrate(): Promise<Outcome<Calibration>>;
  /**
   * Runs one library once more where it was timed: in the same memory, with the state that it has by then, which the
   * last epoch made from instance 0.
   */
  recall(request: RecallRequest): Promise<Outcome<CallResult>>;
  /** One trial. */
  time(plan: SamplingPlan, seed: number, cpus: readonly number[]): Promise<Outcome<Trial>>;
  /** Ends the worker in order. */
  close(): Promise<void>;
}

export interface CallRequest {
  /** Index into `SessionSpec.libraries`. */
  readonly library: number;
  readonly instance: number;
  /** Instance that the state is made from; default: the same. */
  readonly stateInstance?: number;
  readonly repeats: number;
  /** Whether each repetition starts from pristine arguments, or in place (default). */
  readonly restoring?: boolean;
  /**
   * The inaccessible page stands right behind (`end`) or right before (`begin`) each buffer; `none`: off by exactly the
   * promised alignment.
   */
  readonly guard: "end" | "begin" | "none";
  /** Segments whose content going in means nothing: filled with a pattern that differs between instances. */
  readonly blank?: readonly number[];
}

/** The same, where the rest is as it was timed. */
export type RecallRequest = Pick<CallRequest, "library" | "instance" | "blank">;

export interface CallResult {
  /** All arguments after the call, in the image's layout. */
  readonly image: Uint8Array;
  /** Writes into the padding between a buffer and its guard page. */
  readonly overruns: readonly Overrun[];
  /** Segments whose pointer field the kernel replaced. */
  readonly movedPointers: readonly number[];
  /** Whether the call started processes, ended by now or not. */
  readonly startedProcesses: boolean;
  /** What the call printed, cut short. */
  readonly printed: string;
}

/** Calls of one library on an instance that timing never showed, after it was timed in the same process. */
export interface AfterTiming {
  /** In memory and a state of its own, under guards. */
  readonly guarded: CallResult;
  /** In the memory and the state of the timing; null when that was not asked for. */
  readonly recalled: CallResult | null;
}

export interface Overrun {
  readonly segment: number;
  readonly side: "before" | "after";
  /** Bytes from the buffer's edge; null when unknown. */
  readonly distance: number | null;
  /** What the hardware trapped, or null for a write found in the padding. */
  readonly trapped: "read or write" | null;
}

export interface Calibration {
  readonly operation: readonly number[];
  /** Smallest non-zero step of the clock, and what reading it twice adds to a sample. */
  readonly clockStep: number;
  readonly clockCost: number;
  /** Nanoseconds to restore one instance. */
  readonly restore: number;
}

/** Why a worker did not answer. */
export interface Death {
  readonly kind: "signal" | "exit" | "timeout" | "refused" | "aborted";
  /** Signal name for `signal`. */
  readonly signal?: string | undefined;
  readonly exitCode?: number | undefined;
  /** Library in whose code the worker was, when it was in one. */
  readonly library?: number | undefined;
  /** For `refused`: what could not be loaded or allocated. */
  readonly message?: string | undefined;
  /** The buffer next to whose guard page the fault happened. */
  readonly overrun?: Overrun | undefined;
  readonly printed: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly death: Death };

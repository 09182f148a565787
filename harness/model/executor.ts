import type { Fault, Overrun } from "./fault.js";
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
  /** Id of the target, for what is kept about a death. */
  readonly target: string;
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
  /** Whether it will be asked for a trial: what that needs is loaded with the rest. */
  readonly timed?: boolean;
  /** Seconds without an answer until the worker is killed. */
  readonly timeout: number;
}

/** What a session works on. */
export type Binding = Pick<SessionSpec, "layout" | "images" | "instances" | "timeout">;

export interface Session {
  /** Goes on with other inputs and the same libraries; any state made for timing is gone. */
  rebind(binding: Binding): Promise<Outcome<null>>;
  /** Runs one library once (or `repeats` times in place) on one instance, under guards. */
  call(request: CallRequest): Promise<Outcome<CallResult>>;
  /** Coarse times; operations too short to time alone may `repeat` in place for that. */
  calibrate(repeat: boolean): Promise<Outcome<Calibration>>;
  /**
   * Asks one library again and again where it was timed: in the same memory, with the state that it has by then, which
   * the last epoch made from instance 0. A session that timed nothing makes such memory and states first.
   */
  interrogate(request: Questions): Promise<Outcome<Interrogation>>;
  /** One trial. With `audit`, every library is asked for its instance after each epoch, untimed. */
  time(
    plan: SamplingPlan,
    seed: number,
    cpus: readonly number[],
    audit?: Audit | null,
  ): Promise<Outcome<Trial>>;
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
   * promised alignment; `exact`: as `end` with nothing in between, aligned no better than one element.
   */
  readonly guard: "end" | "begin" | "none" | "exact";
  /** Segments whose content going in means nothing: filled with a pattern that differs between instances. */
  readonly blank?: readonly number[];
  /** True: what the call prints and starts is not looked at, which takes longer than a short call. */
  readonly unobserved?: boolean;
}

/** An answer that can be judged, asked for now and then. */
export interface Audit {
  readonly instance: number;
  /** See `CallRequest.blank`. */
  readonly blank: readonly number[];
}

/** Which instances a library is asked for, so that an answer it did not compute shows. */
export interface Instances {
  /** One that timing rotates over. */
  readonly base: number;
  /** The same but for a few elements; where there is no such, `fresh`. */
  readonly changed: number;
  /** One that timing never shows. */
  readonly fresh: number;
}

export interface Questions {
  /** Index into `SessionSpec.libraries`. */
  readonly library: number;
  readonly instances: Instances;
  /** How often `base` and `changed` are asked for in turn: at least 2, more as long as they take no longer than 8 ms. */
  readonly calls: number;
  readonly blank: readonly number[];
}

export interface CallResult {
  /**
   * All arguments after the call, in the image's layout; no more than its front (`Layout.front`) where all large inputs
   * are as they were given. So are the images of an interrogation.
   */
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

/** What a library answered where it is timed. */
export interface Interrogation {
  readonly base: Uint8Array;
  /** Null, as all that is asked later, once a call was found to go on after its return. */
  readonly changed: Uint8Array | null;
  /** Answers to these two so far, those between epochs included, and how many were not the first one again. */
  readonly calls: number;
  readonly odd: number;
  /** The latter, as far as they differ from each other and are not too many, and the question that each answers. */
  readonly deviating: readonly { readonly of: "base" | "changed"; readonly image: Uint8Array }[];
  /** `fresh`, in memory and a state of its own, under guards. */
  readonly guarded: CallResult | null;
  /** `fresh`, where it was timed; null: the bytes of `guarded`. */
  readonly fresh: Uint8Array | null;
  /** The same, blank outputs holding the right answer with a few elements spoiled; null: that came out as before. */
  readonly spoiled: Uint8Array | null;
  /** Pointer fields replaced in any of these calls, by segment. */
  readonly movedPointers: readonly number[];
  /** A write outside of a buffer, in these calls or while it was timed. */
  readonly strayed: Overrun | null;
  /** A segment that changed after a call had returned: by itself, or in the next call, which was given others. */
  readonly late: { readonly segment: number; readonly when: "by itself" | "in the next call" } | null;
  /** Nanoseconds of the calls in turn. */
  readonly elapsed: number;
  /** Of threads of the libraries meanwhile: nanoseconds of CPU time; looks, and how many found one that could run. */
  readonly elsewhere: { readonly worked: number; readonly looks: number; readonly wanting: number };
  /** Whether threads that some library started were about: in a process with others, they may be another one's. */
  readonly company: boolean;
}

/** Of one library, after it was timed in the same process. */
export interface AfterTiming {
  /** On the fresh instance, in memory and a state of its own, under guards; null as `Interrogation.guarded`. */
  readonly guarded: CallResult | null;
  /** Null when that was not asked for. */
  readonly interrogation: Interrogation | null;
}

export interface Calibration {
  /** Nanoseconds of one operation, the clock's cost taken off, per library. */
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
  /** It accessed arguments of a call that had returned. */
  readonly outlived?: boolean | undefined;
  /** It was in a thread of some library, of which nothing tells: `library` is none then. */
  readonly foreign?: boolean | undefined;
  readonly exitCode?: number | undefined;
  /** Library in whose code the worker was, when it was in one. */
  readonly library?: number | undefined;
  /** For `refused`: what could not be loaded or allocated. */
  readonly message?: string | undefined;
  /** That is what the runtime of a device says has failed. */
  readonly onDevice?: boolean | undefined;
  /** The buffer next to whose guard page the fault happened. */
  readonly overrun?: Overrun | undefined;
  /** What is known of the access that it died of. */
  readonly fault?: Fault | undefined;
  /** What a sanitizer reported, and the file that keeps it, as people are told it. */
  readonly report?: { readonly text: string; readonly file: string } | undefined;
  readonly printed: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly death: Death };

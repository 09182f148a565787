import type { Fuzz } from "./fuzz.js";
import type { Signature } from "./kernel.js";
import type { Verify } from "./tolerance.js";
import type { DecodedArguments, Value } from "./value.js";

/** A declaration after loading: every default filled in, every path relative to the project root. */

export interface Limits {
  /** Relative half-width of the zone called `equivalent`; 0.01 is 1 %. */
  readonly margin: number;
  /** Fresh processes of stage one. */
  readonly trials: number;
  /**
   * Limit in seconds on the native time per variant of a case, warm-up included, of both stages: stage one is
   * planned for an eighth, stage two takes at most three times its trials. A least number of rounds may
   * exceed it.
   */
  readonly budget: number;
  /** Seconds without an answer after which a worker is killed. */
  readonly timeout: number;
  /** What `bench ratchet` counts as slower than the best-known; 0.03 is 3 %, and the default. */
  readonly regression?: number | undefined;
  /** What it counts as faster, and raises the best-known for. Default 0.05. */
  readonly improvement?: number | undefined;
}

export const CACHES = ["warm", "cold"] as const;

export interface RunSettings {
  readonly limits: Limits;
  /** CPUs that the kernel may use. */
  readonly threads: number;
  /** Bytes to which buffers are aligned at least; verification aligns to exactly this. */
  readonly align: number;
  readonly cache: (typeof CACHES)[number];
}

/** Fewer fresh processes settle nothing: a t interval over fewer is too wide (measurement.md, Statistics). */
export const MIN_TRIALS = 5;

/** Seconds: in more, the machine changes between the first round and the last by more than the noise that is averaged out. */
export const MAX_BUDGET = 3600;

export const DEFAULT_SETTINGS: RunSettings = {
  limits: { margin: 0.01, trials: 5, budget: 2, timeout: 60 },
  threads: 1,
  align: 64,
  cache: "warm",
};

export interface Workload {
  readonly name: string;
  /** Values of the kernel's arguments and of `state.create`'s, by argument name. */
  readonly values: { readonly [argument: string]: Value };
  /** Instance i is drawn with seed + i. Default 42. */
  readonly seed: number;
  readonly settings: RunSettings;
}

export interface Variant {
  readonly name: string;
  /** What its paths are relative to, absolute; default: the project root. Of a variant as another commit has it. */
  readonly root?: string | undefined;
  /** Source files, relative to the project root; empty when `library` is given. */
  readonly sources: readonly string[];
  /** A prebuilt shared library instead of sources: a path inside the project, an absolute one, or one in a package. */
  readonly library?: string | undefined;
  /** Exported symbol; default: the kernel's name. */
  readonly symbol: string;
  readonly flags: readonly string[];
  readonly link: readonly string[];
  readonly include: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
  /**
   * CPU features (`avx512f`), devices (`cuda`) and packages (`npm:name@1.2.3`) without which the variant is skipped, or
   * built only where devices alone are missing.
   */
  readonly requires: readonly string[];
  readonly verify?: Verify | undefined;
  readonly note?: string | undefined;
}

/** Figures somebody else published: the speedup is held against ours, times of other machines are not. */
export interface Published {
  readonly baseline?: number | undefined;
  readonly optimized?: number | undefined;
  readonly speedup?: number | undefined;
  readonly unit: "ns" | "us" | "ms" | "s";
  readonly source: string;
  /** Names; default: all. */
  readonly workloads?: readonly string[] | undefined;
}

/** Per operation, from the decoded inputs of the instance. */
export type Cost = (inputs: DecodedArguments) => number;
/** Independent reference in double precision: returns the arguments it changes, and `returns`. */
// biome-ignore lint/suspicious/noExplicitAny: mirrors the declaration's own shape
export type OracleFunction = (inputs: any) => Record<string, unknown>;

/** What `list` and `track` need of a target: plain JSON, so it can be cached between invocations. */
export interface TargetSummary {
  readonly id: string;
  readonly title: string;
  readonly claim?: string | undefined;
  /** First folder below `targets/`. */
  readonly group: string;
  /** Declaration file, relative to the project root. */
  readonly file: string;
  readonly workloads: readonly string[];
  readonly variants: readonly {
    readonly name: string;
    readonly sources: readonly string[];
    readonly requires: readonly string[];
    readonly note?: string | undefined;
  }[];
  readonly baseline: string;
  readonly optimized?: string | undefined;
  readonly published?: Published | undefined;
  /** Whether inputs to fuzz with are declared: then nothing is validated without them. */
  readonly fuzzes: boolean;
  /**
   * Content hash of what the declaration means for a measurement: everything but `title`, `claim`, `note`,
   * `optimized` and `published`, plus the local modules that it imports. Native files are hashed beside it.
   */
  readonly hash: string;
}

export interface Target extends TargetSummary {
  readonly signature: Signature;
  readonly cases: readonly Workload[];
  readonly builds: readonly Variant[];
  readonly verify: Verify;
  /** A source file with the same kernel, a function, or absent: the baseline is the reference. */
  readonly oracle?: Variant | OracleFunction | undefined;
  readonly fuzz?: Fuzz | undefined;
  readonly bytes?: Cost | undefined;
  readonly flops?: Cost | undefined;
  readonly items?: Cost | undefined;
}

/** Whether the reference is a source file of its own, to be built beside the variants. */
export const hasNativeOracle = (target: Target): target is Target & { readonly oracle: Variant } =>
  typeof target.oracle === "object";

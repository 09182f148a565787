import type { Origin } from "./bundle.js";
import type { Problem } from "./problem.js";

/** Something that a bundle does not hold although a target names it. */
export interface LeftOut {
  /** A path, a package, `4.2/avx512`. */
  readonly what: string;
  readonly why: string;
}

export interface BundleReport {
  readonly schema: "pawl/bundle@1";
  /** As given, or the default. */
  readonly file: string;
  readonly bytes: number;
  /** `linux-x64` */
  readonly platform: string;
  readonly origin: Origin;
  /** Ids. */
  readonly targets: readonly string[];
  /** Number of the project's files. */
  readonly files: number;
  readonly prebuilt: {
    readonly compiler: string;
    readonly architecture: string;
    readonly libraries: number;
  } | null;
  readonly left_out: readonly LeftOut[];
  readonly problems: readonly Problem[];
}

/** One record that was new. */
export interface ImportedRecord {
  readonly machine: string;
  readonly target: string;
  readonly workload: string;
  /** Id of the run. */
  readonly run: string;
  /** Why it does not count today; null: it is fresh. */
  readonly stale: string | null;
}

export interface ImportReport {
  readonly schema: "pawl/import@1";
  readonly machines: readonly string[];
  readonly added: readonly ImportedRecord[];
  /** Records that were here before. */
  readonly known: number;
  readonly problems: readonly Problem[];
}

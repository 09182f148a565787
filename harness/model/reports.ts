import type { AccuracyReport } from "./accuracy.js";
import type { BundleReport, ImportReport } from "./bundling.js";
import type { ExportFormat, LeftOut } from "./export.js";
import type { Example } from "./fuzz.js";
import type { Finding, Machine } from "./machine.js";
import type { Problem, Warning } from "./problem.js";
import type { RatchetReport } from "./ratchet.js";
import type { Result, Status, VariantState } from "./record.js";
import type { RevisionPair, RevisionSide } from "./revisions.js";
import type { Sanitizer } from "./sanitizer.js";

/** What each command yields: exactly the document that `--json` prints. */

export interface RunReport {
  readonly schema: "pawl/run@1";
  /** With its devices, where a variant that ran requires one. */
  readonly machine: Pick<Machine, "id" | "cpu" | "isa" | "devices">;
  readonly results: readonly Result[];
  readonly problems: readonly Problem[];
}

export interface CheckReport {
  readonly schema: "pawl/check@1";
  /** Built into the variants. */
  readonly sanitizers: readonly Sanitizer[];
  readonly results: readonly {
    readonly target: string;
    readonly workload: string;
    /**
     * Inputs that all variants still verified were fuzzed with, and the seed they were drawn from; `declared`: as the
     * target's `fuzz` says, else as the workload with other seeds. Null: neither asked for nor
     * declared, or nothing was right to begin with.
     */
    readonly fuzz: { readonly inputs: number; readonly seed: number; readonly declared: boolean } | null;
    readonly variants: {
      readonly [name: string]: {
        readonly state: Exclude<VariantState, "measured"> | "verified";
        readonly problem: Problem | null;
        /** Absent where no drawn input showed the problem. */
        readonly example?: Example;
      };
    };
  }[];
  /** What was checked less strictly than asked for. */
  readonly warnings: readonly Warning[];
  readonly problems: readonly Problem[];
}

export interface ListReport {
  readonly schema: "pawl/list@1";
  readonly targets: readonly {
    readonly id: string;
    readonly title: string;
    readonly group: string;
    readonly file: string;
    readonly workloads: readonly string[];
    readonly variants: readonly string[];
    readonly baseline: string;
    readonly optimized: string | null;
    readonly status: Status;
    readonly stale: boolean;
  }[];
  readonly problems: readonly Problem[];
}

export interface TrackReport {
  readonly schema: "pawl/track@1";
  /** `tracking.md`, relative to the project root. */
  readonly file: string;
  /** Whether the file differed from what records and declarations yield. */
  readonly changed: boolean;
  readonly written: boolean;
  readonly problems: readonly Problem[];
}

export interface DoctorReport {
  readonly schema: "pawl/doctor@1";
  readonly machine: Machine;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

export interface NewReport {
  readonly schema: "pawl/new@1";
  readonly id: string;
  /** Created files, relative to the project root. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

export interface PromoteReport {
  readonly schema: "pawl/promote@1";
  readonly id: string;
  readonly file: string;
  readonly from: string | null;
  readonly to: string;
  readonly problems: readonly Problem[];
}

/** A report of a ratchet for people. */
export interface ReportReport {
  readonly schema: "pawl/report@1";
  /** What a comment on GitHub shows, `<!-- pawl:ratchet -->` first; 65,536 characters at most. */
  readonly markdown: string;
  readonly problems: readonly Problem[];
}

/** Workflows for the project's CI. */
export interface InitReport {
  readonly schema: "pawl/init@1";
  /** Written files, relative to the top of the repository, and whether each was there before. */
  readonly files: readonly { readonly file: string; readonly replaced: boolean }[];
  /** On whose pushes results are committed. */
  readonly branch: string;
  readonly problems: readonly Problem[];
}

/** Results of another job that were taken over. */
export interface AdoptReport {
  readonly schema: "pawl/adopt@1";
  /** Written files, relative to the project root. */
  readonly files: readonly string[];
  readonly problems: readonly Problem[];
}

/** Two revisions of the project side by side. */
export interface DiffReport {
  readonly schema: "pawl/diff@1";
  readonly machine: Pick<Machine, "id" | "cpu" | "isa">;
  readonly before: RevisionSide;
  readonly after: RevisionSide;
  readonly pairs: readonly RevisionPair[];
  readonly problems: readonly Problem[];
}

export interface ExportReport {
  readonly schema: "pawl/export@1";
  readonly format: ExportFormat;
  readonly machine: string;
  /** As given; null: it went to stdout. */
  readonly file: string | null;
  /** Names of what was exported, `<target>/<workload>/<variant>`. */
  readonly benchmarks: readonly string[];
  /** `<target>/<workload>` of stale records among them. */
  readonly stale: readonly string[];
  readonly left_out: readonly LeftOut[];
  readonly problems: readonly Problem[];
}

export type Report =
  | AccuracyReport
  | RatchetReport
  | RunReport
  | CheckReport
  | DiffReport
  | ListReport
  | TrackReport
  | DoctorReport
  | NewReport
  | ReportReport
  | InitReport
  | AdoptReport
  | PromoteReport
  | ExportReport
  | BundleReport
  | ImportReport;

import type { Machine } from "./machine.js";
import type { MeasurementRecord, VariantState } from "./record.js";
import type { TargetSummary } from "./target.js";

/** Results for the tools of others. */

export const EXPORT_FORMATS = [
  "google-benchmark",
  "bencher",
  "github-action-benchmark",
  "hyperfine",
  "junit",
  "csv",
  "markdown",
] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** One target × workload: the declaration's words, and the record that stands for it. */
export interface ExportedCase {
  readonly target: TargetSummary;
  readonly record: MeasurementRecord;
  readonly stale: boolean;
}

/** What is exported: numbers of one machine only, since those of two are never compared. */
export interface Exported {
  readonly machine: {
    readonly id: string;
    /** Null where its `machine.json` is lost. */
    readonly description: Machine | null;
  };
  readonly cases: readonly ExportedCase[];
}

/** What was selected and is not in the export. */
export interface LeftOut {
  /** `<target>/<workload>`, or `<target>/<workload>/<variant>` of one without a time. */
  readonly name: string;
  /** unrecorded: there is no record of that machine · a state: the format holds times only. */
  readonly reason: "unrecorded" | "stale" | Exclude<VariantState, "measured">;
}

import type { Machine } from "./machine.js";
import type { Problem } from "./problem.js";
import type { MeasurementRecord, Status } from "./record.js";

/** What the records say about the declarations: all that `list` and `tracking.md` show beside the declarations. */

/** The record that stands for one machine × target × workload. */
export interface ChosenRecord {
  readonly record: MeasurementRecord;
  /** The sources or the declaration differ from what was measured. */
  readonly stale: boolean;
}

/** Records of a target or workload that is not declared any more; kept, never shown as rows. */
export interface Orphan {
  readonly machine: string;
  readonly target: string;
  readonly workload: string;
  /** Number of records. */
  readonly records: number;
}

export interface Records {
  readonly chosen: readonly ChosenRecord[];
  /** From each `machine.json`, by id. */
  readonly machines: readonly Machine[];
  readonly orphans: readonly Orphan[];
  readonly problems: readonly Problem[];
}

/** One target × workload. */
export interface RowStanding {
  readonly workload: string;
  readonly status: Status;
  readonly stale: boolean;
  /** The record that the row shows; null when nothing was measured. */
  readonly chosen: ChosenRecord | null;
  /** Those of other machines. */
  readonly others: readonly ChosenRecord[];
}

export interface TargetStanding {
  readonly target: string;
  /** The weakest row's. */
  readonly status: Status;
  /** Whether any row is stale. */
  readonly stale: boolean;
  readonly rows: readonly RowStanding[];
}

export interface Standing {
  /** Id of the machine with most fresh records; null without records. */
  readonly reference: string | null;
  /** In the order of the declarations. */
  readonly targets: readonly TargetStanding[];
}

import type { Origin } from "./bundle.js";
import type { Machine } from "./machine.js";
import type { MeasurementRecord } from "./record.js";

export const RECORDS_SCHEMA = "pawl/records@1";

/** What `records.json` carries home: all that was recorded in a bundle. */
export interface PortableRecords {
  readonly origin: Origin;
  /** Where it was measured. */
  readonly machines: readonly Machine[];
  readonly records: readonly MeasurementRecord[];
}

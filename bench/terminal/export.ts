import type { LeftOut } from "../../harness/model/export.js";
import type { ExportReport } from "../../harness/model/reports.js";
import { plural } from "./format.js";

/** What was written where; empty for an export to stdout. */
export const renderExported = ({ format, machine, file, benchmarks }: ExportReport): string =>
  file === null ? "" : `${file}: ${plural(benchmarks.length, "benchmark")} of ${machine}, as ${format}.`;

const BECAUSE: Readonly<Record<LeftOut["reason"], string>> = {
  unrecorded: "without a record of this machine",
  stale: "stale (measure again, or --stale)",
  invalid: "without a time since invalid",
  failed: "without a time since failed to build",
  skipped: "without a time since skipped",
  built: "without a time since not run",
};

/** A line per reason for which something that was selected is not there, or should not be trusted. */
export function renderDoubts({ left_out, stale }: ExportReport): string[] {
  const reasons = [...new Set(left_out.map(({ reason }) => reason))];
  const missing = reasons.map((reason) => {
    const names = left_out.flatMap((one) => (one.reason === reason ? [one.name] : []));
    return `left out, ${BECAUSE[reason]}: ${names.join(", ")}`;
  });
  return stale.length === 0 ? missing : [...missing, `stale, exported all the same: ${stale.join(", ")}`];
}

import type { MeasurementRecord, Status } from "../model/record.js";
import { MIN_TRIALS } from "../model/target.js";

/** From weakest to strongest. REJECTED stands above VALIDATED: it is a resolved answer. */
const ORDER: readonly Status[] = [
  "NOT_STARTED",
  "BENCHMARKED",
  "IMPLEMENTED",
  "VALIDATED",
  "REJECTED",
  "COMPLETE",
];

/**
 * What one record says about the published change `optimized`, which need not be the one named in the record. `fuzzes`: the
 * target declares inputs to fuzz with, so that a proof without them is half of one; but what is not faster need not be
 * proven further to be rejected.
 */
export function statusOf(
  record: MeasurementRecord | null,
  optimized: string | undefined,
  fuzzes: boolean,
): Status {
  if (record?.variants[record.baseline]?.state !== "measured") return "NOT_STARTED";
  const variant = optimized === undefined ? undefined : record.variants[optimized];
  if (variant === undefined || variant.state === "failed" || variant.state === "skipped")
    return "BENCHMARKED";
  if (variant.verified !== true) return "IMPLEMENTED";
  const resolved = variant.state === "measured" && record.trials >= MIN_TRIALS;
  if (resolved && (variant.verdict === "equivalent" || variant.verdict === "slower")) return "REJECTED";
  if (fuzzes && !record.fuzzed) return "IMPLEMENTED";
  return resolved && variant.verdict === "faster" ? "COMPLETE" : "VALIDATED";
}

/** A target is as far as its weakest workload. */
export const weakest = (statuses: readonly Status[]): Status =>
  ORDER.find((status) => statuses.includes(status)) ?? "NOT_STARTED";

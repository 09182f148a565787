import type { Published, TargetSummary } from "../model/target.js";
import type { RowStanding } from "../model/tracking.js";
import { code, NONE, text } from "./markdown.js";
import { factor, ratio, significant } from "./number.js";

/** Somebody else's figures beside the measured ratio; Markdown for each cell. */
export interface PublishedView {
  readonly id: string;
  readonly workload: string;
  readonly baseline: string;
  readonly optimized: string;
  readonly speedup: string;
  readonly measured: string;
  readonly source: string;
}

export function publishedViews(summary: TargetSummary, rows: readonly RowStanding[]): PublishedView[] {
  const { published, optimized } = summary;
  if (published === undefined) return [];
  const time = (value: number | undefined) =>
    value === undefined ? NONE : `${Number(significant(value))} ${published.unit}`;
  const speedup = publishedSpeedup(published);
  return rows.map((row) => {
    const interval = optimized === undefined ? null : row.chosen?.record.variants[optimized]?.ratio;
    return {
      id: text(summary.id),
      workload: code(row.workload),
      baseline: time(published.baseline),
      optimized: time(published.optimized),
      speedup: speedup === null ? NONE : factor(speedup),
      measured: interval ? ratio(interval) : NONE,
      source: text(published.source),
    };
  });
}

/** As given, or the quotient of the published times. */
function publishedSpeedup({ baseline, optimized, speedup }: Published): number | null {
  if (speedup !== undefined) return speedup;
  return baseline !== undefined && optimized !== undefined ? baseline / optimized : null;
}

import { timesFloor } from "../model/floor.js";
import { type Claimed, claimed, OUTCOMES, type Outcome, outcomeOf } from "../model/outcome.js";
import type { MeasurementRecord } from "../model/record.js";
import type { Published, TargetSummary } from "../model/target.js";
import type { TargetStanding } from "../model/tracking.js";
import { leader } from "./leader.js";
import { code, NONE, text } from "./markdown.js";
import { distance, factor, ratio } from "./number.js";

/** Somebody else's gains, held against what the same change did here. */
export interface PublishedView {
  /** Markdown for each cell. */
  readonly rows: readonly PublishedRow[];
  /** How many rows came out how. */
  readonly summary: string;
  /** What the words of the outcomes mean, for a list. */
  readonly definitions: readonly string[];
}

interface PublishedRow {
  readonly id: string;
  readonly workload: string;
  readonly published: string;
  readonly measured: string;
  readonly outcome: string;
  readonly best: string;
  readonly floors: string;
  readonly source: string;
}

/** Null when nothing was published. */
export function publishedView(
  entries: readonly { readonly summary: TargetSummary; readonly rows: TargetStanding["rows"] }[],
  reference: string | null,
): PublishedView | null {
  const outcomes: Outcome[] = [];
  const views = entries.flatMap(({ summary, rows }) => {
    const { published, optimized } = summary;
    if (published === undefined) return [];
    const claim = claimed(published);
    const like = rows.filter(({ workload }) => published.workloads?.includes(workload) ?? true);
    return like.map((row): PublishedRow => {
      const record = row.chosen?.record ?? null;
      const outcome = outcomeOf(claim, record, { optimized, stale: row.stale });
      outcomes.push(outcome);
      return {
        id: text(summary.id),
        workload: code(row.workload),
        published: figures(published, claim),
        measured: measured(record, optimized, reference),
        outcome: outcome.reason === null ? outcome.outcome : `${outcome.outcome} (${outcome.reason})`,
        ...best(record),
        source: text(published.source),
      };
    });
  });
  if (views.length === 0) return null;
  return {
    rows: views,
    summary: counted(outcomes),
    definitions: Object.entries(OUTCOMES).map(([word, meaning]) => `**${word}**: ${meaning}`),
  };
}

/** `58 → 49 us: 1.18×`, or what there is of it, with the digits that were published. */
function figures({ baseline, optimized, speedup, unit }: Published, claim: Claimed | null): string {
  const time = (value: number | undefined) => value ?? "?";
  const times =
    baseline === undefined && optimized === undefined
      ? []
      : [`${time(baseline)} → ${time(optimized)} ${unit}`];
  const gain = speedup === undefined ? claim && factor(claim.speedup) : `${speedup}×`;
  return [...times, ...(gain === null ? [] : [gain])].join(": ");
}

function measured(
  record: MeasurementRecord | null,
  optimized: string | undefined,
  reference: string | null,
): string {
  const interval = optimized === undefined ? null : record?.variants[optimized]?.ratio;
  if (!record || !interval) return NONE;
  return `${ratio(interval)}${record.machine === reference ? "" : ` on ${code(record.machine)}`}`;
}

function best(record: MeasurementRecord | null): Pick<PublishedRow, "best" | "floors"> {
  const found = record && leader(record);
  const floors = found && timesFloor(record, found.result);
  return { best: found?.text ?? NONE, floors: floors === null ? NONE : distance(floors) };
}

/** `Of 28 rows 9 are reproduced, 3 smaller and 1 open.`; words that fit none are left out. */
function counted(outcomes: readonly Outcome[]): string {
  const counts = Object.keys(OUTCOMES).flatMap((word) => {
    const count = outcomes.filter(({ outcome }) => outcome === word).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return `Of ${outcomes.length} row${outcomes.length === 1 ? "" : "s"}: ${counts.join(", ")}.`;
}

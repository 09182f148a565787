import type { Machine } from "../model/machine.js";
import type { TargetSummary } from "../model/target.js";
import type { Records, Standing, TargetStanding } from "../model/tracking.js";
import { naturalOrder } from "../support/natural.js";
import { renderTemplate } from "../support/template.js";
import { type DetailView, detailView } from "./detail.js";
import { type MachineView, machineViews } from "./machines.js";
import { code, text } from "./markdown.js";
import { type PublishedView, publishedView } from "./published.js";
import { type RowView, rowView } from "./row.js";

/** All that `tracking.md` shows; every string is Markdown already, the template only lays out. */
interface TrackingView {
  readonly groups: readonly { readonly title: string; readonly rows: readonly RowView[] }[];
  /** Where rows were measured that name no machine; null before anything was measured. */
  readonly reference: string | null;
  readonly published: PublishedView | null;
  readonly details: readonly DetailView[];
  readonly machines: readonly MachineView[];
  readonly orphans: readonly string[];
  readonly problems: readonly string[];
}

/** Depends on declarations and records only: no clock, no machine, no order of files. */
export function trackingView(
  summaries: readonly TargetSummary[],
  records: Records,
  { reference, targets }: Standing,
): TrackingView {
  const standings = new Map(targets.map((standing) => [standing.target, standing]));
  const entries = [...summaries]
    .sort((a, b) => naturalOrder(a.group, b.group) || naturalOrder(a.id, b.id))
    .map((summary) => ({ summary, rows: standings.get(summary.id)?.rows ?? [] }));
  return {
    groups: groups(entries, reference, records.machines),
    reference: reference === null ? null : code(reference),
    published: publishedView(entries, reference),
    details: entries.flatMap(({ summary, rows }) =>
      rows.flatMap((row) => detailView(summary, row, records.machines) ?? []),
    ),
    machines: machineViews(records.machines, records.chosen, reference),
    orphans: records.orphans.map(
      ({ machine, target, workload, records: count }) =>
        `${code(target)}, workload ${code(workload)}, on ${code(machine)}: ${count} record${count === 1 ? "" : "s"}`,
    ),
    problems: records.problems.map(({ code: name, message, where }) =>
      [`${code(name)}:`, text(message), ...(where === undefined ? [] : [`(${code(where)})`])].join(" "),
    ),
  };
}

interface Entry {
  readonly summary: TargetSummary;
  readonly rows: TargetStanding["rows"];
}

function groups(
  entries: readonly Entry[],
  reference: string | null,
  machines: readonly Machine[],
): TrackingView["groups"] {
  const found = new Map<string, RowView[]>();
  for (const { summary, rows } of entries) {
    const group = found.get(summary.group) ?? [];
    group.push(...rows.map((row) => rowView(summary, row, reference, machines)));
    found.set(summary.group, group);
  }
  return [...found].map(([title, rows]) => ({ title: text(title), rows }));
}

/** The whole of `tracking.md`: the same bytes for the same view. */
export const renderTracking = (view: TrackingView): Promise<string> =>
  renderTemplate("tracking.md.hbs", view);

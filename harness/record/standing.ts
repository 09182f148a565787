import type { TargetSummary } from "../model/target.js";
import type { ChosenRecord, RowStanding, Standing, TargetStanding } from "../model/tracking.js";
import { worksOnDevice } from "../support/features.js";
import { statusOf, weakest } from "./status.js";

/** Derives where every target stands. Depends on declarations and records only, not on the machine that asks. */
export function standing(summaries: readonly TargetSummary[], chosen: readonly ChosenRecord[]): Standing {
  const machines = ranked(chosen);
  const rows = new Map<string, ChosenRecord[]>();
  for (const one of chosen) {
    const key = rowKey(one.record.target, one.record.workload);
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  const targets = summaries.map((summary): TargetStanding => {
    const standings = summary.workloads.map((workload) =>
      rowStanding(workload, summary, rows.get(rowKey(summary.id, workload)) ?? [], machines),
    );
    return {
      target: summary.id,
      status: weakest(standings.map(({ status }) => status)),
      stale: standings.some(({ stale }) => stale),
      rows: standings,
    };
  });
  return { reference: machines[0] ?? null, targets };
}

const rowKey = (target: string, workload: string): string => `${target}\0${workload}`;

/** Machines by their number of fresh records, most first; of equals the one measured on last. */
function ranked(chosen: readonly ChosenRecord[]): string[] {
  const found = new Map<string, { id: string; fresh: number; last: string }>();
  for (const { record, stale } of chosen) {
    const machine = found.get(record.machine) ?? { id: record.machine, fresh: 0, last: "" };
    if (!stale) machine.fresh += 1;
    if (record.run.at > machine.last) machine.last = record.run.at;
    found.set(record.machine, machine);
  }
  return [...found.values()]
    .sort((a, b) => b.fresh - a.fresh || descending(a.last, b.last) || -descending(a.id, b.id))
    .map(({ id }) => id);
}

/**
 * The reference machine's record stands for the row, unless only another machine has a fresh one, or could run the
 * published change at all (a device). Where all variants require a device, a machine without one has nothing to say.
 */
function rowStanding(
  workload: string,
  { optimized, fuzzes, variants }: TargetSummary,
  candidates: readonly ChosenRecord[],
  machines: readonly string[],
): RowStanding {
  const onDevices = variants.every(worksOnDevice);
  const silent = ({ record }: ChosenRecord) =>
    onDevices &&
    Object.values(record.variants).every(({ state }) => state === "skipped" || state === "built");
  const ran = ({ record }: ChosenRecord) => {
    const state = optimized === undefined ? undefined : record.variants[optimized]?.state;
    return state === "measured" || state === "invalid" || state === "failed";
  };
  const before = (a: ChosenRecord, b: ChosenRecord): number =>
    Number(silent(a)) - Number(silent(b)) ||
    Number(a.stale) - Number(b.stale) ||
    Number(ran(b)) - Number(ran(a)) ||
    machines.indexOf(a.record.machine) - machines.indexOf(b.record.machine);
  const [best, ...others] = [...candidates].sort(before);
  return {
    workload,
    status: statusOf(best?.record ?? null, optimized, fuzzes),
    stale: best?.stale ?? false,
    chosen: best ?? null,
    others,
  };
}

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

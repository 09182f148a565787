import { describeDevice, devicesOf } from "../model/devices.js";
import type { Machine } from "../model/machine.js";
import type { MeasurementRecord, VariantResult } from "../model/record.js";
import type { TargetSummary } from "../model/target.js";
import type { RowStanding } from "../model/tracking.js";
import { requiredDevice } from "../support/features.js";
import { leader } from "./leader.js";
import { code, NONE, text } from "./markdown.js";
import { ratio, significant } from "./number.js";

/** One line of the classic table; every field is Markdown for its cell. */
export interface RowView {
  readonly id: string;
  readonly component: string;
  readonly baseline: string;
  readonly optimized: string;
  readonly speedup: string;
  readonly status: string;
  readonly notes: string;
}

/** Microseconds are the mean over trials; the speedup is the paired ratio with its interval. */
export function rowView(
  summary: TargetSummary,
  row: RowStanding,
  reference: string | null,
  machines: readonly Machine[],
): RowView {
  const record = row.chosen?.record;
  const optimized = summary.optimized === undefined ? undefined : record?.variants[summary.optimized];
  return {
    id: text(summary.id),
    component: text(summary.title),
    baseline: microseconds(record?.variants[summary.baseline]),
    optimized: microseconds(optimized),
    speedup: optimized?.ratio ? ratio(optimized.ratio) : NONE,
    status: row.status,
    notes: notes(summary, row, reference, machines).join("; "),
  };
}

const microseconds = (result: VariantResult | undefined): string =>
  result?.mean_us === undefined ? NONE : significant(result.mean_us);

function notes(
  summary: TargetSummary,
  row: RowStanding,
  reference: string | null,
  machines: readonly Machine[],
): string[] {
  const found: string[] = row.stale ? ["STALE"] : [];
  found.push(`workload ${code(row.workload)}`);
  if (summary.optimized !== undefined) found.push(`optimized ${code(summary.optimized)}`);
  const elsewhere = awaited(summary, row);
  if (row.chosen === null) return [...found, ...elsewhere.map((where) => `no record: ${where}`)];
  const { record } = row.chosen;
  if (record.machine !== reference) found.push(`measured on ${code(record.machine)}`);
  return [
    ...found,
    ...onDevices(record, machines),
    ...doubts(summary, record),
    ...elsewhere,
    ...bestOther(summary, record),
  ];
}

/** Where it was measured, as far as that is a device: of all variants, or of those named. */
function onDevices(record: MeasurementRecord, machines: readonly Machine[]): string[] {
  const known = machines.find(({ id }) => id === record.machine)?.devices ?? [];
  const all = Object.values(record.variants).filter(({ state }) => state === "measured").length;
  return [...devicesOf(record)].map(([device, names]) =>
    [
      ...(names.length === all ? [] : [names.map(code).join(", ")]),
      "on",
      text(describeDevice(device, known)),
    ].join(" "),
  );
}

/** Where no machine with its device has run it yet: the command that fills the row there. */
function awaited({ id, variants, baseline, optimized }: TargetSummary, row: RowStanding): string[] {
  const states = row.chosen?.record.variants;
  const open = (name: string) => states === undefined || states[name]?.state === "built";
  const roles = variants.filter(({ name }) => (name === baseline || name === optimized) && open(name));
  const devices = [
    ...new Set(roles.flatMap(({ requires }) => requires.flatMap((name) => requiredDevice(name) ?? []))),
  ];
  if (devices.length === 0) return [];
  const command = `bench run ${id} --workload ${row.workload}`;
  return [`${code(command)} on a machine with ${devices.map(code).join(" and ")} fills this row`];
}

/** Why the row is not simply a number and `faster`. */
function doubts(summary: TargetSummary, record: MeasurementRecord): string[] {
  const found: string[] = [];
  for (const name of [summary.baseline, summary.optimized]) {
    if (name === undefined) continue;
    const result = record.variants[name];
    if (result === undefined) found.push(`${code(name)} not measured`);
    else if (result.state !== "measured") found.push(shortfall(name, result));
    else if (result.verdict !== null && result.verdict !== "faster") found.push(result.verdict);
  }
  if (record.warnings.length > 0) {
    found.push(`${record.warnings.length} warning${record.warnings.length === 1 ? "" : "s"}`);
  }
  return found;
}

/** Why a variant has no time: `` `avx512` skipped: this CPU has no avx512f ``. */
export const shortfall = (name: string, { state, problem }: VariantResult): string =>
  `${code(name)} ${state}${problem === null ? "" : `: ${text(problem.message)} (${problem.code})`}`;

function bestOther(summary: TargetSummary, record: MeasurementRecord): string[] {
  const found = record.best === summary.optimized ? null : leader(record);
  return found === null ? [] : [`${found.alone ? "best" : "fastest"} ${found.text}`];
}

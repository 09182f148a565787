import { describeDevice } from "../model/devices.js";
import { timesFloor } from "../model/floor.js";
import { leadersOf } from "../model/leaders.js";
import type { Machine } from "../model/machine.js";
import type { MeasurementRecord, VariantResult } from "../model/record.js";
import type { TargetSummary } from "../model/target.js";
import type { ChosenRecord, RowStanding } from "../model/tracking.js";
import { code, NONE, text } from "./markdown.js";
import { distance, hundredths, meanAndDeviation, percent, rate, ratio, significant } from "./number.js";
import { shortfall } from "./row.js";

/** Everything about one measured target × workload, as Markdown. */
export interface DetailView {
  readonly title: string;
  readonly claim: string;
  /** How, when and where it was measured. */
  readonly measured: string;
  readonly variants: readonly VariantView[];
  /** Sentences for a list below the table. */
  readonly remarks: readonly string[];
}

interface VariantView {
  readonly name: string;
  readonly state: string;
  readonly mean: string;
  readonly median: string;
  readonly p95: string;
  readonly min: string;
  readonly rate: string;
  /** Median ÷ floor. */
  readonly floors: string;
  readonly speedup: string;
  readonly verdict: string;
}

/** Null for a row that was never measured. */
export function detailView(
  summary: TargetSummary,
  row: RowStanding,
  machines: readonly Machine[],
): DetailView | null {
  if (row.chosen === null) return null;
  const { record } = row.chosen;
  return {
    title: `${text(summary.id)} ${text(summary.title)}: ${text(row.workload)}`,
    claim: summary.claim === undefined ? "" : text(summary.claim),
    measured: measured(row.chosen),
    variants: variantNames(summary, record).flatMap((name) => {
      const result = record.variants[name];
      return result === undefined ? [] : [variantView(name, result, summary, record)];
    }),
    remarks: remarks(summary, row, record, machines),
  };
}

/** As declared; those that the declaration does not have any more come last. */
export function variantNames(summary: TargetSummary, record: MeasurementRecord): string[] {
  return [...new Set([...summary.variants.map(({ name }) => name), ...Object.keys(record.variants).sort()])];
}

function variantView(
  name: string,
  result: VariantResult,
  summary: TargetSummary,
  record: MeasurementRecord,
): VariantView {
  const { fastest, open } = leadersOf(record);
  const alone = fastest.length + open.length === 1;
  const roles = [
    ...(name === summary.baseline ? ["baseline"] : []),
    ...(name === summary.optimized ? ["optimized"] : []),
    ...(fastest.includes(name) ? [alone ? "**best**" : "**fastest**"] : []),
  ];
  const time = (us: number | undefined) => (us === undefined ? NONE : significant(us));
  const floors = timesFloor(record, result);
  const { mean_us: mean, stddev_us: deviation } = result;
  return {
    name: [code(name), roles.join(", ")].join(" ").trim(),
    state: result.state,
    mean: mean === undefined || deviation === undefined ? NONE : meanAndDeviation(mean, deviation),
    median: time(result.median_us),
    p95: time(result.p95_us),
    min: time(result.min_us),
    rate: rates(result) || NONE,
    floors: floors === null ? NONE : distance(floors),
    speedup: result.ratio === null ? NONE : ratio(result.ratio),
    verdict: result.verdict ?? NONE,
  };
}

function rates({ gb_per_s, gflop_per_s, items_per_s }: VariantResult): string {
  return [
    ...(gb_per_s === undefined ? [] : [`${significant(gb_per_s)} GB/s`]),
    ...(gflop_per_s === undefined ? [] : [`${significant(gflop_per_s)} GFLOP/s`]),
    ...(items_per_s === undefined ? [] : [rate(items_per_s, "items/s")]),
  ].join(", ");
}

function measured({ record, stale }: ChosenRecord): string {
  const { run, toolchain } = record;
  const commit =
    run.commit === null
      ? "outside git"
      : `commit ${code(run.commit.slice(0, 12))}${run.dirty ? " with uncommitted changes" : ""}`;
  const flags = toolchain.flags.length === 0 ? "without flags" : code(toolchain.flags.join(" "));
  const confidence = Object.values(record.variants).find(({ ratio }) => ratio !== null)?.ratio?.confidence;
  return [
    `Measured ${moment(run.at)} on ${code(record.machine)}, ${commit}`,
    `${record.trials} trials, ${record.rounds} rounds, ${percent(record.kept)} kept, margin ${hundredths(record.margin)} %`,
    ...(record.floor_us ? [`floor ${significant(record.floor_us)} us`] : []),
    ...(confidence === undefined ? [] : [`${hundredths(confidence)} % intervals`]),
    `${text(toolchain.compiler)} ${flags}`,
  ]
    .join("; ")
    .concat(stale ? ". **STALE**: the sources or the declaration have changed since." : ".");
}

/** `2026-01-02 03:04 UTC` */
const moment = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

function remarks(
  summary: TargetSummary,
  row: RowStanding,
  record: MeasurementRecord,
  machines: readonly Machine[],
): string[] {
  const without = Object.entries(record.variants).filter(([, { state }]) => state !== "measured");
  return [
    ...onDevices(record, machines),
    ...without.map(([name, result]) => `${shortfall(name, result)}${place(result)}`),
    ...record.warnings.map((warning) => `warning ${code(warning.code)}: ${text(warning.message)}`),
    ...summary.variants.flatMap(({ name, note }) =>
      note === undefined ? [] : [`note on ${code(name)}: ${text(note)}`],
    ),
    ...row.others.map((other) => otherMachine(summary, other)),
  ];
}

/** Beside the times of the table, which the host's clock tells: those of work on devices, by their runtimes' events. */
function onDevices({ machine, variants }: MeasurementRecord, machines: readonly Machine[]): string[] {
  const known = machines.find(({ id }) => id === machine)?.devices ?? [];
  return Object.entries(variants).flatMap(([name, { device, device_us: time }]) => {
    if (device == null && time == null) return [];
    const where = device == null ? "" : ` on ${text(describeDevice(device, known))}`;
    return `${code(name)}${where}${time == null ? "" : `: ${significant(time)} us of device time`}`;
  });
}

const place = ({ problem }: VariantResult): string =>
  problem?.where === undefined ? "" : ` at ${code(problem.where)}`;

function otherMachine(summary: TargetSummary, { record, stale }: ChosenRecord): string {
  const ratios = variantNames(summary, record).flatMap((name) => {
    const result = record.variants[name];
    return result?.ratio ? [`${code(name)} ${ratio(result.ratio)} ${result.verdict ?? ""}`.trim()] : [];
  });
  const found = ratios.length === 0 ? "no ratio" : ratios.join(", ");
  return `on ${code(record.machine)} (${moment(record.run.at)}${stale ? ", STALE" : ""}): ${found}`;
}

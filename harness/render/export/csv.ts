import type { Device } from "../../model/device.js";
import { describeDevice } from "../../model/devices.js";
import type { Exported } from "../../model/export.js";
import { type Entry, entriesOf } from "./entries.js";

type Cell = string | number | boolean | null | undefined;

/** Column → what it holds of one variant; units are in the names, as in the records. Empty: there is none. */
const COLUMNS: Readonly<Record<string, (entry: Entry, devices: readonly Device[]) => Cell>> = {
  name: ({ name }) => name,
  group: ({ target }) => target.group,
  target: ({ target }) => target.id,
  title: ({ target }) => target.title,
  workload: ({ record }) => record.workload,
  variant: ({ variant }) => variant,
  role: role,
  state: ({ result }) => result.state,
  median_us: ({ result }) => result.median_us,
  mean_us: ({ result }) => result.mean_us,
  stddev_us: ({ result }) => result.stddev_us,
  p95_us: ({ result }) => result.p95_us,
  min_us: ({ result }) => result.min_us,
  device_us: ({ result }) => result.device_us,
  gb_per_s: ({ result }) => result.gb_per_s,
  gflop_per_s: ({ result }) => result.gflop_per_s,
  items_per_s: ({ result }) => result.items_per_s,
  ratio: ({ result }) => result.ratio?.estimate,
  ratio_low: ({ result }) => result.ratio?.low,
  ratio_high: ({ result }) => result.ratio?.high,
  confidence: ({ result }) => result.ratio?.confidence,
  verdict: ({ result }) => result.verdict,
  margin: ({ record }) => record.margin,
  trials: ({ record }) => record.trials,
  rounds: ({ record }) => record.rounds,
  kept: ({ record }) => record.kept,
  warnings: ({ record }) => record.warnings.map(({ code }) => code).join(" "),
  problem: ({ result }) => result.problem?.code,
  message: ({ result }) => result.problem?.message,
  note: ({ target, variant }) => target.variants.find(({ name }) => name === variant)?.note,
  stale: ({ stale }) => stale,
  machine: ({ record }) => record.machine,
  device: ({ result: { device } }, devices) => device && describeDevice(device, devices),
  measured_at: ({ record }) => record.run.at,
  commit: ({ record }) => record.run.commit,
  dirty: ({ record }) => record.run.dirty,
  compiler: ({ record }) => record.toolchain.compiler,
  flags: ({ record }) => record.toolchain.flags.join(" "),
};

function role({ target, record, variant }: Entry): Cell {
  if (variant === record.baseline) return "baseline";
  return variant === target.optimized ? "optimized" : null;
}

/** Comma-separated values as RFC 4180 has them: a header, then one line per variant, measured or not, in UTF-8. */
export function csv({ cases, machine }: Exported): string {
  const devices = machine.description?.devices ?? [];
  const rows = cases
    .flatMap(entriesOf)
    .map((entry) => Object.values(COLUMNS).map((cell) => cell(entry, devices)));
  return [Object.keys(COLUMNS), ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}

function quoted(cell: Cell): string {
  // Twelve digits are more than was measured, and hide what binary fractions add.
  const text = String((typeof cell === "number" ? Number(cell.toPrecision(12)) : cell) ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

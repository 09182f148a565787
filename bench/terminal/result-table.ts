import { leadersOf } from "../../harness/model/leaders.js";
import type { Result, VariantResult } from "../../harness/model/record.js";
import { formatCount, formatRate, formatRatio, formatTime } from "./format.js";
import type { Style } from "./style.js";
import { fits, renderTable } from "./table.js";
import { colorVerdict } from "./verdict.js";

/** The measured variants of one comparison, as a table, or as two lines each where that does not fit. */
export function renderMeasured(result: Result, style: Style): string {
  const { colors } = style;
  const rows = Object.entries(result.variants)
    .filter(([, { state }]) => state === "measured")
    .map(([name, variant]) => describeRow(result, name, variant, style));
  if (rows.length === 0) return "";
  const devices = rows.some(({ device }) => device !== "");
  const rates = RATES.filter(({ unit }) => rows.some((row) => row.rates.has(unit)));
  const columns = [
    { title: colors.dim("variant") },
    { title: "" },
    { title: colors.dim("median"), align: "right" as const },
    ...(devices ? [{ title: colors.dim("on the device"), align: "right" as const }] : []),
    { title: colors.dim(`ratio to ${result.baseline}`) },
    { title: colors.dim("verdict") },
    ...rates.map(({ unit }) => ({ title: colors.dim(unit), align: "right" as const })),
  ];
  const table = renderTable(
    columns,
    rows.map((row) => [
      row.name,
      row.role,
      row.time,
      ...(devices ? [row.device] : []),
      row.ratio,
      row.verdict,
      ...rates.map(({ unit }) => row.rates.get(unit) ?? ""),
    ]),
  );
  return fits(table, style) ? table : rows.map((row) => renderLines(row, style)).join("\n");
}

interface Row {
  readonly name: string;
  /** `baseline`, `optimized`, `best`, `fastest` (one of those not told apart), some, or none of them. */
  readonly role: string;
  readonly time: string;
  /** Device time; empty where there is none. */
  readonly device: string;
  readonly ratio: string;
  readonly verdict: string;
  /** By unit. */
  readonly rates: ReadonlyMap<string, string>;
}

/** A column of its own. */
interface Rate {
  readonly unit: string;
  readonly of: (variant: VariantResult) => number | undefined;
  /** Shown to the last digit; default: to three. */
  readonly exact?: boolean;
}

const RATES: readonly Rate[] = [
  { unit: "GB/s", of: (variant: VariantResult) => variant.gb_per_s },
  { unit: "GFLOP/s", of: (variant: VariantResult) => variant.gflop_per_s },
  {
    unit: "M items/s",
    of: ({ items_per_s: items }: VariantResult) => (items === undefined ? items : items / 1e6),
  },
  { unit: "instructions", of: ({ instructions }: VariantResult) => instructions ?? undefined, exact: true },
];

function describeRow(result: Result, name: string, variant: VariantResult, style: Style): Row {
  const { colors } = style;
  const { fastest, open } = leadersOf(result);
  const best = fastest.includes(name);
  const alone = fastest.length + open.length === 1;
  const roles = [
    ...(name === result.baseline ? ["baseline"] : []),
    ...(name === result.optimized ? ["optimized"] : []),
    ...(best ? [alone ? "best" : "fastest"] : []),
  ].join(", ");
  const rates = RATES.flatMap(({ unit, of, exact }) => {
    const rate = of(variant);
    return rate === undefined ? [] : [[unit, exact ? formatCount(rate) : formatRate(rate)] as const];
  });
  return {
    name: best ? colors.bold(name) : name,
    // Colours would make something of nothing.
    role: roles === "" ? "" : best ? colors.green(roles) : colors.dim(roles),
    time: variant.median_us === undefined ? "" : formatTime(variant.median_us, variant.stddev_us),
    device: variant.device_us == null ? "" : formatTime(variant.device_us),
    ratio: variant.ratio === null ? "" : formatRatio(variant.ratio),
    verdict: variant.verdict === null ? "" : colorVerdict(variant.verdict, style),
    rates: new Map(rates),
  };
}

function renderLines(row: Row, { colors }: Style): string {
  const title = row.role === "" ? row.name : `${row.name} (${row.role})`;
  const rates = [...row.rates].map(([unit, rate]) => colors.dim(`${rate} ${unit}`));
  const device = row.device === "" ? "" : `device ${row.device}`;
  const facts = [device, row.ratio, row.verdict, ...rates].filter((fact) => fact !== "").join("  ");
  return `${title}  ${row.time}${facts === "" ? "" : `\n  ${facts}`}`;
}

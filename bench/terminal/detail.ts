import type { Interval } from "../../harness/model/analysis.js";
import type { Contrast, Percentiles, VariantDetail } from "../../harness/model/detail.js";
import type { Result } from "../../harness/model/record.js";
import { formatCount, formatPercent, formatRatio, formatTime, formatTimes } from "./format.js";
import type { Plots } from "./plots.js";
import { type Style, wrapped } from "./style.js";
import { fits, renderTable } from "./table.js";

/** How the times of each measured variant are distributed, and how they compare to the baseline's; "" without detail. */
export function renderDetail(result: Result, plots: Plots, style: Style): string {
  const { colors } = style;
  const described = Object.entries(result.variants).flatMap(([name, { detail, ratio }]) =>
    detail === undefined ? [] : [{ name, detail, ratio }],
  );
  if (described.length === 0) return "";
  const several = described.some(({ detail }) => detail.contrast !== null);
  return [
    renderBoxes(
      described.map(({ name, detail }) => [name, detail.percentiles_us]),
      plots,
      style,
    ),
    ...described.map(({ name, detail, ratio }) =>
      [
        renderTitle(name, detail, style),
        ...renderHistogram(detail, plots, style),
        ...renderPercentiles(detail.percentiles_us, style),
        ...renderFacts(detail, ratio, style),
      ].join("\n"),
    ),
    ...(several ? [colors.dim(wrapped(P_VALUES, style))] : []),
  ].join("\n\n");
}

function renderTitle(name: string, detail: VariantDetail, style: Style): string {
  const { colors } = style;
  const facts = colors.dim(describeSamples(detail));
  const line = `${colors.bold(name)}  ${facts}`;
  return fits(line, style) ? line : `${colors.bold(name)}\n${INDENT}${facts}`;
}

const describeSamples = ({ samples, histogram: { beyond } }: VariantDetail): string =>
  `${formatCount(samples)} samples kept${beyond === 0 ? "" : `, ${formatCount(beyond)} beyond the histogram`}`;

const P_VALUES =
  "p takes samples for independent and is tiny when they are many: the delta tells the difference's size.";

const INDENT = "  ";
/** Columns of names beside boxes; longer ones are cut. */
const LONGEST_NAME = 20;
const LARGEST_BOXES = 90;
/** Columns that mitata's frame takes up beside names and boxes. */
const FRAME = 6;
const HISTOGRAM_LINES = 3;

function renderBoxes(
  boxes: readonly (readonly [name: string, times: Percentiles])[],
  plots: Plots,
  style: Style,
): string {
  const { width, colors } = style;
  const key = Math.min(LONGEST_NAME, Math.max(...boxes.map(([name]) => name.length)));
  const size = Math.min(LARGEST_BOXES, width - key - FRAME);
  const drawn = boxes.map(([name, { min, p25, p50, p75, p99 }]) => [name, { min, p25, avg: p50, p75, p99 }]);
  const lines = plots.boxplot.ascii(Object.fromEntries(drawn), key, size, {
    colors: colors.isColorSupported,
    fmt: (microseconds) => formatTime(microseconds),
  });
  const legend = "box: quartiles and median; whiskers: fastest sample and 99th percentile";
  return [...lines.map((line) => line.trimEnd()), colors.dim(wrapped(legend, style))].join("\n");
}

function renderHistogram({ histogram, percentiles_us }: VariantDetail, plots: Plots, style: Style): string[] {
  const { from_us, to_us, counts } = histogram;
  const median = to_us > from_us ? (percentiles_us.p50 - from_us) / (to_us - from_us) : 0.5;
  const bins = {
    avg: Math.min(counts.length - 1, Math.floor(median * counts.length)),
    peak: Math.max(...counts),
    bins: counts,
  };
  const lines = plots.histogram.ascii(bins, HISTOGRAM_LINES, { colors: style.colors.isColorSupported });
  const [from, to] = [formatTime(from_us), formatTime(to_us)];
  const axis = `${from}${to.padStart(counts.length - from.length)}`;
  return [...lines.map((line) => INDENT + line.trimEnd()), INDENT + style.colors.dim(axis)];
}

function renderPercentiles(times: Percentiles, style: Style): string[] {
  const { colors } = style;
  const names = Object.keys(times) as (keyof Percentiles)[];
  const { unit, texts } = formatTimes(
    names.map((name) => times[name]),
    times.p50,
  );
  const columns = names.map((name, i) => ({ name, text: texts[i] ?? "" }));
  const inRows = (rows: readonly (typeof columns)[]) =>
    rows
      .flatMap((row) =>
        renderTable(
          [
            { title: colors.dim(unit) },
            ...row.map(({ name }) => ({ title: colors.dim(name), align: "right" as const })),
          ],
          [["", ...row.map(({ text }) => text)]],
        ).split("\n"),
      )
      .map((line) => INDENT + line);
  const one = inRows([columns]);
  return fits(one.join("\n"), style) ? one : inRows([columns.slice(0, 5), columns.slice(5)]);
}

function renderFacts(
  { modes, outliers, samples, contrast }: VariantDetail,
  ratio: Interval | null,
  style: Style,
): string[] {
  const share = (count: number) => formatPercent(count / samples);
  const facts = [
    ["modes", modes.map(({ at_us, share }) => `${formatTime(at_us)} (${formatPercent(share)})`).join(", ")],
    [
      "outliers",
      `${formatCount(outliers.mild)} mild (${share(outliers.mild)}), ` +
        `${formatCount(outliers.severe)} severe (${share(outliers.severe)})`,
    ],
    ...(contrast === null ? [] : contrasted(contrast, ratio)),
  ];
  const below = `\n${" ".repeat(INDENT.length + TITLE)}`;
  return facts.map(([title = "", text = ""]) => {
    const lines = wrapped(text, { ...style, width: style.width - below.length }).replaceAll("\n", below);
    return `${INDENT}${style.colors.dim(title.padEnd(TITLE))}${lines}`;
  });
}

const TITLE = 12;

function contrasted(
  { cliffs_delta, mann_whitney, bootstrap, log_ratios }: Contrast,
  ratio: Interval | null,
): [string, string][] {
  const { delta, band } = cliffs_delta;
  const trials = log_ratios.map((x) => (x === null ? "none kept" : `${Math.exp(x).toFixed(4)}×`));
  return [
    ["effect", `Cliff's delta ${signed(delta)} (${band}), Mann–Whitney p ${formatP(mann_whitney.p)}`],
    ...(ratio === null || bootstrap === null
      ? []
      : [
          ["t interval", formatRatio(ratio)] as [string, string],
          ["bootstrap", `${formatRatio(bootstrap)} by trial`] as [string, string],
        ]),
    ["trials", trials.join(", ")],
  ];
}

const signed = (delta: number): string => `${delta < 0 ? "−" : ""}${Math.abs(delta).toFixed(3)}`;

/** `0.0312`, `4e-12`; what doubles cannot tell from zero as `< 1e-300`. */
const formatP = (p: number): string => {
  if (p < 1e-300) return "< 1e-300";
  return p < 1e-4 ? p.toExponential(0) : String(Number(p.toPrecision(2)));
};

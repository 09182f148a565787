import { quantileSorted } from "simple-statistics";
import { smallPercent } from "../number.js";
import { px, renderFigure, xml } from "./figure.js";
import { decades, decadeTicks, logScale } from "./scale.js";

/** One row of a strip plot: every error a stroke, the median a dot, the 95th percentile a bar. */
export interface Strip {
  readonly label: string;
  readonly note: string;
  /** Which of two colours. */
  readonly tone: "one" | "two";
  /** Shares, not percent. */
  readonly errors: readonly number[];
}

const PLOT = [262, 642] as const;
const COLUMNS = [716, 782, 848];
const TOP = 64;
const ROW = 38;

/** Errors side by side on one logarithmic axis. */
export function renderStrips(
  text: { readonly title: string; readonly description: string; readonly tones: string },
  strips: readonly Strip[],
): Promise<string> {
  const span = decades(strips.flatMap(({ errors }) => errors));
  const at = logScale(span, PLOT);
  const bottom = TOP + strips.length * ROW;
  const view = {
    top: TOP,
    bottom,
    under: bottom + 16,
    heads: ["p50", "p95", "max"].map((name, i) => ({ name, x: COLUMNS[i] })),
    ticks: decadeTicks(span).map(({ value, major }) => ({
      x: px(at(value)),
      kind: major ? "grid" : "grid minor",
      label: major ? `${Number((value * 100).toPrecision(3))} %` : "",
    })),
    foot: bottom + 38,
    foot2: bottom + 54,
    tones: text.tones,
    strips: strips.map((strip, row) => stripView(strip, TOP + row * ROW, at)),
  };
  return renderFigure({ ...text, height: bottom + 66 }, "accuracy-strips.svg.hbs", view);
}

function stripView({ label, note, tone, errors }: Strip, top: number, at: (value: number) => number) {
  const sorted = [...errors].sort((a, b) => a - b);
  const figures = [quantileSorted(sorted, 0.5), quantileSorted(sorted, 0.95), sorted.at(-1) as number];
  const [p50, p95] = figures as [number, number, number];
  const middle = top + ROW / 2;
  return {
    label: xml(label),
    note: xml(note),
    tone,
    top,
    middle,
    nameY: middle - 3,
    noteY: middle + 11,
    numberY: middle + 4,
    // One path of strokes: hundreds of elements would make the file ten times larger.
    rug: sorted.map((error) => `M${px(at(error))} ${middle - 6}v12`).join(""),
    p50: px(at(p50)),
    p95: px(at(p95)),
    barTop: middle - 12,
    barEnd: middle + 12,
    numbers: figures.map((value, i) => ({ x: COLUMNS[i], text: smallPercent(value) })),
  };
}

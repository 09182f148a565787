import { quantile } from "simple-statistics";
import type { Attempt, ScenarioReport } from "../../model/accuracy.js";
import { px, renderFigure, xml } from "./figure.js";
import { linearScale, roundDown } from "./scale.js";
import { circumstances, subject } from "./words.js";

const PANEL = { width: 424, height: 168, plotHeight: 104, left: 66, right: 404, top: 38 } as const;
const HEAD = 40;
/** Intervals that reach further than this multiple of what nine of ten reach are cut off. */
const REACH = 1.6;

/** Every interval of every scenario, sorted, beside the truth: one panel each, two abreast. */
export function renderIntervals(
  text: { readonly title: string; readonly description: string },
  scenarios: readonly ScenarioReport[],
): Promise<string> {
  const panels = scenarios.map((scenario, i) => ({
    ...panelView(scenario),
    x: 6 + (i % 2) * PANEL.width,
    y: HEAD + Math.floor(i / 2) * PANEL.height,
  }));
  const height = HEAD + Math.ceil(panels.length / 2) * PANEL.height + 22;
  return renderFigure({ ...text, height }, "accuracy-intervals.svg.hbs", { panels, foot: height - 12 });
}

function panelView(scenario: ScenarioReport) {
  const { attempts, truth, score } = scenario;
  const bars = attempts.map((attempt) => deviations(attempt, truth)).sort((a, b) => a.middle - b.middle);
  const reaches = bars.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high)));
  const reach = Math.min(Math.max(...reaches), REACH * quantile(reaches, 0.9)) || 1e-6;
  const bottom = PANEL.top + PANEL.plotHeight;
  const y = linearScale([-reach, reach], [bottom, PANEL.top]);
  const x = linearScale([-0.5, bars.length - 0.5], [PANEL.left, PANEL.right]);
  const cut = reaches.filter((one) => one > reach).length;
  const strokes = (kept: (bar: Deviations) => boolean) =>
    bars
      .map((bar, i) =>
        kept(bar) ? `M${px(x(i))} ${px(y(clamp(bar.low, reach)))}V${px(y(clamp(bar.high, reach)))}` : "",
      )
      .join("");
  const stroke = Math.max(1, Math.min(4, ((PANEL.right - PANEL.left) / bars.length) * 0.5));
  const step = roundDown(reach);
  return {
    subject: xml(subject(scenario)),
    circumstances: xml(circumstances(scenario)),
    covered: [
      `${score.covered} of ${score.runs} contain the truth`,
      ...(cut === 0 ? [] : [`${cut} cut off at the edge`]),
    ].join(" · "),
    hits: strokes(contains),
    misses: strokes((bar) => !contains(bar)),
    stroke: px(stroke),
    thick: px(Math.max(2.5, stroke * 1.5)),
    left: PANEL.left,
    right: PANEL.right,
    labelX: PANEL.left - 6,
    coveredY: bottom + 15,
    ticks: [step, 0, -step].map((value) => ({
      y: px(y(value)),
      labelY: px(y(value) + 4),
      label: value === 0 ? "truth" : `${value > 0 ? "+" : "−"}${Number((step * 100).toPrecision(1))} %`,
    })),
  };
}

/** How far an interval and its middle lie from the truth, as shares of it. */
interface Deviations {
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

const deviations = ({ estimate, low, high }: Attempt, truth: number): Deviations => ({
  middle: estimate / truth - 1,
  low: low / truth - 1,
  high: high / truth - 1,
});

const contains = ({ low, high }: Deviations): boolean => low <= 0 && high >= 0;

const clamp = (value: number, reach: number): number => Math.max(-reach, Math.min(reach, value));

import type { ScenarioReport } from "../../model/accuracy.js";
import { lowerShare, upperShare } from "../../support/binomial.js";
import { hundredths } from "../number.js";
import { px, renderFigure, xml } from "./figure.js";
import { linearScale, logScale, type Span } from "./scale.js";
import { difference, subject, wanted } from "./words.js";

const PLOT = { left: 56, right: 560, top: 48, bottom: 288 } as const;
const HEIGHT = 340;
const LEGEND = { x: 588, y: 60, step: 40 } as const;
const TONES = ["one", "two", "three", "four"] as const;
/** Pixels between curves, so that error bars at the same budget stay apart. */
const APART = 5;
/** Of the bars; half of it on either side. */
const ALPHA = 0.05;

/** Share of comparisons that found a difference that is there, against the budget. */
export function renderPower(
  text: { readonly title: string; readonly description: string },
  scenarios: readonly ScenarioReport[],
): Promise<string> {
  const budgets = [...new Set(scenarios.map(({ budget }) => budget))].sort((a, b) => a - b);
  const x = logScale(around(budgets), [PLOT.left, PLOT.right]);
  const y = linearScale([0, 1], [PLOT.bottom, PLOT.top]);
  const curves = curvesOf(scenarios);
  const view = {
    ...PLOT,
    under: PLOT.bottom + 17,
    axisX: (PLOT.left + PLOT.right) / 2,
    axisY: PLOT.bottom + 36,
    labelX: PLOT.left - 6,
    budgets: budgets.map((budget) => ({ x: px(x(budget)), label: `${budget} s` })),
    shares: [0, 0.25, 0.5, 0.75, 1].map((share) => ({
      y: px(y(share)),
      labelY: px(y(share) + 4),
      label: `${share * 100} %`,
    })),
    curves: curves.map((points, i) => curveView(points, i, curves.length, x, y)),
  };
  return renderFigure({ ...text, height: HEIGHT }, "accuracy-power.svg.hbs", view);
}

/** What differs in its budget only belongs to one curve. */
function curvesOf(scenarios: readonly ScenarioReport[]): ScenarioReport[][] {
  const found = new Map<string, ScenarioReport[]>();
  for (const scenario of scenarios) {
    const key = JSON.stringify([subject(scenario), scenario.margin, scenario.condition]);
    found.set(key, [...(found.get(key) ?? []), scenario]);
  }
  return [...found.values()];
}

/** Room on both sides, and a span even for a single budget. */
const around = (budgets: readonly number[]): Span => [
  (budgets[0] as number) / 1.4,
  (budgets.at(-1) as number) * 1.4,
];

function curveView(
  scenarios: readonly ScenarioReport[],
  index: number,
  curves: number,
  x: (budget: number) => number,
  y: (share: number) => number,
) {
  const aside = (index - (curves - 1) / 2) * APART;
  const points = [...scenarios]
    .sort((a, b) => a.budget - b.budget)
    .map((scenario) => {
      const { score } = scenario;
      const found = score.verdicts[wanted(scenario)];
      return {
        x: px(x(scenario.budget) + aside),
        y: px(y(found / score.runs)),
        low: px(y(lowerShare(found, score.runs, ALPHA / 2))),
        high: px(y(upperShare(found, score.runs, ALPHA / 2))),
      };
    });
  const first = scenarios[0] as ScenarioReport;
  const top = LEGEND.y + index * LEGEND.step;
  return {
    tone: TONES[index % TONES.length],
    // Colours return after four curves; broken lines tell them apart.
    dashes: index < TONES.length ? "none" : "6 4",
    line: points.map((point) => `${point.x},${point.y}`).join(" "),
    points,
    sampleX: LEGEND.x,
    sampleEnd: LEGEND.x + 20,
    sampleY: top,
    legendX: LEGEND.x + 28,
    labelY: top + 4,
    noteY: top + 18,
    label: xml(`${difference(first.truth)}, margin ${hundredths(first.margin)} %`),
    note: xml([first.target, first.workload, first.condition].join(" · ")),
  };
}

import { ACCIDENT, COVERAGE, type Scenario, type ScenarioReport } from "../../model/accuracy.js";
import { fewest, upperShare } from "../../support/binomial.js";
import { code, text } from "../markdown.js";
import { hundredths, percent, smallPercent } from "../number.js";
import { difference, subject } from "./words.js";

/** The scenarios of one kind: a table and what they amount to together; Markdown. */
export interface KindView {
  readonly title: string;
  readonly meaning: string;
  readonly rows: readonly RowView[];
  readonly together: readonly string[];
}

interface RowView {
  readonly subject: string;
  readonly condition: string;
  readonly truth: string;
  readonly margin: string;
  readonly budget: string;
  readonly runs: number;
  readonly verdicts: string;
  readonly wrong: string;
  readonly covered: string;
  readonly error: string;
  readonly halfWidth: string;
  readonly seconds: string;
}

/** In the order of the page. */
const KINDS: readonly {
  readonly kind: Scenario["kind"];
  readonly title: string;
  readonly meaning: string;
}[] = [
  {
    kind: "twins",
    title: "Nothing to find",
    meaning: "Two copies of one library: the true ratio is 1. `faster` and `slower` are wrong.",
  },
  {
    kind: "at-margin",
    title: "A difference of exactly the margin",
    meaning:
      "The hardest case: `faster` or `slower` would claim that the difference is larger than the margin, `equivalent` that it is smaller. Each is wrong.",
  },
  {
    kind: "detection",
    title: "A difference to find",
    meaning: "The variant is slower by more than the margin, by construction: `slower` is right.",
  },
  {
    kind: "power",
    title: "Power against budget",
    meaning: "The same with less and with more time: `inconclusive` is not wrong, only no answer.",
  },
];

/** Of the bound on the share of wrong verdicts. */
const ALPHA = 0.05;

export const kindViews = (scenarios: readonly ScenarioReport[]): KindView[] =>
  KINDS.flatMap(({ kind, title, meaning }) => {
    const found = scenarios.filter((scenario) => scenario.kind === kind && scenario.score.runs > 0);
    return found.length === 0
      ? []
      : [{ title, meaning, rows: found.map(rowView), together: together(found) }];
  });

function rowView(scenario: ScenarioReport): RowView {
  const { score, truth } = scenario;
  const { faster, slower, equivalent, inconclusive } = score.verdicts;
  const { p50, p95, max } = score.error;
  return {
    subject: code(subject(scenario)),
    condition: scenario.condition,
    truth: truth === 1 ? "equal" : text(difference(truth)),
    margin: `${hundredths(scenario.margin)} %`,
    budget: `${scenario.budget} s`,
    runs: score.runs,
    verdicts: [faster, slower, equivalent, inconclusive].join(" / "),
    wrong: score.wrong === 0 ? "0" : `**${score.wrong}**`,
    covered: coverage(score.covered, score.runs),
    error: [p50, p95, max].map(smallPercent).join(" / "),
    halfWidth: [score.half_width.p50, score.half_width.p95].map(smallPercent).join(" / "),
    seconds: [score.seconds.p50, score.seconds.p95].map((seconds) => seconds.toFixed(2)).join(" / "),
  };
}

/** `196 (≥ 182)`: the least that chance explains beside it, bold where it is not reached. */
function coverage(covered: number, runs: number): string {
  const least = fewest(runs, COVERAGE, ACCIDENT);
  return `${covered < least ? `**${covered}**` : covered} (≥ ${least})`;
}

/** Sums over what the margin makes comparable. */
function together(scenarios: readonly ScenarioReport[]): string[] {
  const margins = [...new Set(scenarios.map(({ margin }) => margin))].sort((a, b) => b - a);
  const sum = (of: readonly ScenarioReport[], part: "wrong" | "covered" | "runs") =>
    of.reduce((total, { score }) => total + score[part], 0);
  const runs = sum(scenarios, "runs");
  const covered = sum(scenarios, "covered");
  return [
    ...margins.map((margin) => {
      const those = scenarios.filter((scenario) => scenario.margin === margin);
      const [wrong, of] = [sum(those, "wrong"), sum(those, "runs")];
      const most = smallPercent(upperShare(wrong, of, ALPHA));
      return `Margin ${hundredths(margin)} %: ${wrong} of ${of} verdicts wrong; their true share is at most ${most} (95 % confidence).`;
    }),
    `${covered} of ${runs} intervals (${percent(covered / runs)}) contain the truth; at least ${fewest(runs, COVERAGE, ACCIDENT)} must, unless 95 % is not what they hold (chance of fewer: 1 %).`,
  ];
}

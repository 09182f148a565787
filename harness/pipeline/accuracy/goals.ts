import type { Goal, Overhead, ScenarioReport } from "../../model/accuracy.js";
import { fewest } from "../../support/binomial.js";

/** Comparisons of twins without which a rate of wrong verdicts says little. */
const ENOUGH_TWINS = 200;
const COVERAGE = 0.95;
/** A true rate yields fewer than this allows once in a hundred times. */
const CHANCE = 0.01;

/** What pawl promises, held against what was found; a question that was not asked has no goal. */
export function goalsOf(scenarios: readonly ScenarioReport[], overhead: Overhead | null): Goal[] {
  const of = (kind: ScenarioReport["kind"], margin?: number, condition = "alone") =>
    scenarios.filter(
      (one) =>
        one.kind === kind && one.condition === condition && (margin === undefined || one.margin === margin),
    );
  return [
    ...wrongVerdicts("twins, margin 1 %: wrong verdicts", of("twins", 0.01), 0, ENOUGH_TWINS),
    ...wrongVerdicts("twins, margin 0.1 %: wrong verdicts", of("twins", 0.001), 0.05, ENOUGH_TWINS),
    ...wrongVerdicts("truth at the margin: wrong verdicts", of("at-margin"), 0.05, 0),
    ...wrongVerdicts(
      "twins beside a process that thrashes memory, margin 1 %: wrong verdicts",
      of("twins", 0.01, "disturbed"),
      0,
      0,
    ),
    ...coverage(scenarios.filter(({ condition }) => condition === "alone")),
    ...errors(
      "compute-bound: 95th percentile of |error|",
      of("twins").filter(({ workload }) => workload === "microseconds"),
      0.0005,
    ),
    ...errors(
      "1.5 MB in place: 95th percentile of |error|",
      of("twins").filter(({ target }) => target === "update"),
      0.003,
    ),
    ...found("1 % slower is found at margin 0.5 %", of("detection", 0.005), 1),
    ...found("0.3 % slower is found at margin 0.1 %", of("detection", 0.001), 0.9),
    ...(overhead
      ? [
          {
            name: "what the untimed restore adds to a timed operation",
            found: `${overhead.restore_bias.toFixed(1)} ns`,
            wanted: "at most 30 ns",
            met: Math.abs(overhead.restore_bias) <= 30,
          },
        ]
      : []),
  ];
}

const total = (reports: readonly ScenarioReport[], count: (report: ScenarioReport) => number): number =>
  reports.reduce((sum, report) => sum + count(report), 0);

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

function wrongVerdicts(
  name: string,
  reports: readonly ScenarioReport[],
  rate: number,
  enough: number,
): Goal[] {
  if (reports.length === 0) return [];
  const [wrong, runs] = [
    total(reports, ({ score }) => score.wrong),
    total(reports, ({ score }) => score.runs),
  ];
  const least = enough > 0 ? `, in at least ${enough} comparisons` : "";
  return [
    {
      name,
      found: `${wrong} of ${runs}`,
      wanted: `${rate === 0 ? "none" : `at most ${percent(rate)}`}${least}`,
      met: wrong <= rate * runs && runs >= enough,
    },
  ];
}

function coverage(reports: readonly ScenarioReport[]): Goal[] {
  if (reports.length === 0) return [];
  const [covered, runs] = [
    total(reports, ({ score }) => score.covered),
    total(reports, ({ score }) => score.runs),
  ];
  return [
    {
      name: "95 % intervals that contain the truth",
      found: `${covered} of ${runs} (${percent(covered / runs)})`,
      wanted: "95 %, or less by no more than chance (binomial test, 1 %)",
      met: covered >= fewest(runs, COVERAGE, CHANCE),
    },
  ];
}

function errors(name: string, reports: readonly ScenarioReport[], most: number): Goal[] {
  if (reports.length === 0) return [];
  const worst = Math.max(...reports.map(({ score }) => score.error.p95));
  return [{ name, found: percent(worst), wanted: `at most ${percent(most)}`, met: worst <= most }];
}

function found(name: string, reports: readonly ScenarioReport[], rate: number): Goal[] {
  if (reports.length === 0) return [];
  const [slower, runs] = [
    total(reports, ({ score }) => score.verdicts.slower),
    total(reports, ({ score }) => score.runs),
  ];
  return [
    {
      name,
      found: `${slower} of ${runs}`,
      wanted: rate === 1 ? "all" : `at least ${percent(rate)}`,
      met: slower >= rate * runs,
    },
  ];
}

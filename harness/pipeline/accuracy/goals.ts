import { ACCIDENT, COVERAGE, type Goal, type Overhead, type ScenarioReport } from "../../model/accuracy.js";
import { fewest } from "../../support/binomial.js";

/** Comparisons without which a count or a quantile says little; fewer can only refute. */
const ENOUGH = { twins: 200, atMargin: 150, detection: 50, quantile: 50, covered: 200, coveredEach: 20 };
/** Seconds of timed samples per variant. */
const MOST_MEASURING = 1;
/** Nanoseconds. */
const MOST_BIAS = 30;

type Reports = readonly ScenarioReport[];

/**
 * What pawl promises, held against what was found; a question that was not asked has no goal, and one that
 * was not asked often enough has no answer.
 */
export function goalsOf(scenarios: Reports, overhead: Overhead | null): Goal[] {
  const of = (kind: ScenarioReport["kind"], margin?: number, condition = "alone") =>
    scenarios.filter(
      (one) =>
        one.kind === kind && one.condition === condition && (margin === undefined || one.margin === margin),
    );
  const twins = of("twins");
  const disturbed = "twins beside a process that thrashes memory, margin 1 %: wrong verdicts";
  const alone = scenarios.filter(({ condition }) => condition === "alone");
  return [
    ...wrongVerdicts("twins, margin 1 %: wrong verdicts", of("twins", 0.01), 0, ENOUGH.twins),
    ...wrongVerdicts("twins, margin 0.1 %: wrong verdicts", of("twins", 0.001), 0.05, ENOUGH.twins),
    ...wrongVerdicts("truth at the margin: wrong verdicts", of("at-margin"), 0.05, ENOUGH.atMargin),
    ...wrongVerdicts(disturbed, of("twins", 0.01, "disturbed"), 0, ENOUGH.twins),
    ...coverage(alone),
    ...worstCoverage(alone),
    ...errors(
      "compute-bound: 95th percentile of |error|",
      twins.filter(({ workload }) => workload === "microseconds"),
      0.0005,
    ),
    ...errors(
      "1.5 MB in place: 95th percentile of |error|",
      twins.filter(({ target }) => target === "update"),
      0.003,
    ),
    ...found("1 % slower is found at margin 0.5 %", of("detection", 0.005), 1),
    ...found("0.3 % slower is found at margin 0.1 %", of("detection", 0.001), 0.9),
    ...measuring("twins: timed samples per variant", twins),
    ...(overhead ? [restored(overhead)] : []),
  ];
}

const total = (reports: Reports, count: (report: ScenarioReport) => number): number =>
  reports.reduce((sum, report) => sum + count(report), 0);
const runsOf = (reports: Reports): number => total(reports, ({ score }) => score.runs);

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

function wrongVerdicts(name: string, reports: Reports, rate: number, enough: number): Goal[] {
  if (reports.length === 0) return [];
  const [wrong, runs] = [total(reports, ({ score }) => score.wrong), runsOf(reports)];
  const wanted = `${rate === 0 ? "none" : `at most ${percent(rate)}`}, in at least ${enough} comparisons`;
  // One is too many for `none`, however few were asked.
  const met = runs >= enough ? wrong <= rate * runs : rate === 0 && wrong > 0 ? false : null;
  return [{ name, found: `${wrong} of ${runs}`, wanted, met }];
}

function coverage(reports: Reports): Goal[] {
  if (reports.length === 0) return [];
  const [covered, runs] = [total(reports, ({ score }) => score.covered), runsOf(reports)];
  const least = fewest(runs, COVERAGE, ACCIDENT);
  return [
    {
      name: "95 % intervals that contain the truth",
      found: `${covered} of ${runs} (${percent(covered / runs)})`,
      wanted: `95 %, or less by no more than chance (binomial test, 1 %), in at least ${ENOUGH.covered} comparisons`,
      met: covered < least ? false : runs >= ENOUGH.covered ? true : null,
    },
  ];
}

/** Each scenario by itself: many that cover too much would hide one that covers too little. */
function worstCoverage(reports: Reports): Goal[] {
  const share = ({ score }: ScenarioReport) => score.covered / score.runs;
  const [worst] = reports.toSorted((a, b) => share(a) - share(b));
  if (!worst) return [];
  // Bonferroni: the chance that any of them fails by accident stays the same.
  const chance = ACCIDENT / reports.length;
  const fails = ({ score }: ScenarioReport) => score.covered < fewest(score.runs, COVERAGE, chance);
  const enough = reports.every(({ score }) => score.runs >= ENOUGH.coveredEach);
  const { covered, runs } = worst.score;
  return [
    {
      name: "95 % intervals that contain the truth, worst scenario",
      found: `${covered} of ${runs} (${worst.name})`,
      wanted: `95 %, or less by no more than chance (binomial test, 1 % over ${reports.length} scenarios), in at least ${ENOUGH.coveredEach} comparisons each`,
      met: reports.some(fails) ? false : enough ? true : null,
    },
  ];
}

function errors(name: string, reports: Reports, most: number): Goal[] {
  if (reports.length === 0) return [];
  const worst = Math.max(...reports.map(({ score }) => score.error.p95));
  const enough = reports.every(({ score }) => score.runs >= ENOUGH.quantile);
  const wanted = `at most ${percent(most)}, in at least ${ENOUGH.quantile} comparisons per scenario`;
  return [{ name, found: percent(worst), wanted, met: enough ? worst <= most : null }];
}

function found(name: string, reports: Reports, rate: number): Goal[] {
  if (reports.length === 0) return [];
  const [slower, runs] = [total(reports, ({ score }) => score.verdicts.slower), runsOf(reports)];
  const wanted = `${rate === 1 ? "all" : `at least ${percent(rate)}`}, of at least ${ENOUGH.detection}`;
  const met = runs >= ENOUGH.detection ? slower >= rate * runs : rate === 1 && slower < runs ? false : null;
  return [{ name, found: `${slower} of ${runs}`, wanted, met }];
}

function measuring(name: string, reports: Reports): Goal[] {
  if (reports.length === 0) return [];
  const most = Math.max(...reports.flatMap(({ attempts }) => attempts.map((one) => one.measuring)));
  const wanted = `at most ${MOST_MEASURING} s, in at least ${ENOUGH.twins} comparisons`;
  const met = most > MOST_MEASURING ? false : runsOf(reports) >= ENOUGH.twins ? true : null;
  return [{ name, found: `at most ${most.toFixed(2)} s`, wanted, met }];
}

const restored = ({ restore_bias }: Overhead): Goal => ({
  name: "what the untimed restore adds to a timed operation",
  found: `${restore_bias.toFixed(1)} ns`,
  wanted: `at most ${MOST_BIAS} ns`,
  met: Math.abs(restore_bias) <= MOST_BIAS,
});

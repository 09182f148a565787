import type { Condition, Scenario } from "../../model/accuracy.js";
import { DEFAULT_SETTINGS } from "../../model/target.js";

/**
 * Two builds of one source, of every kind of kernel: compute-bound, too short to time alone, bound by a
 * cache, allocating.
 */
const TWINS = [
  { target: "chain", workload: "microseconds" },
  { target: "chain", workload: "fifty_ns" },
  { target: "chain", workload: "five_ns" },
  { target: "update", workload: "1.5MB" },
  { target: "allocate", workload: "mixed" },
] as const;

/** Slowdowns in thousandths, and the margins at which they are told from none. */
const SLOWER = [
  { perMille: 10, margin: 0.005 },
  { perMille: 3, margin: 0.001 },
] as const;
const AT_MARGIN = [10, 3, 1] as const;
/** As `limits.budget`, seconds. */
const BUDGETS = [0.25, 0.5, 1, 2] as const;
/** Finding out what a smaller budget costs takes fewer runs than a promise. */
const SHARE_FOR_POWER = 0.4;

const plus = (perMille: number) => ({
  target: "chain",
  workload: "microseconds",
  variant: `plus_${perMille}_per_mille`,
  truth: 1 / (1 + perMille / 1000),
});
const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const DEFAULTS = DEFAULT_SETTINGS.limits;

const twins = (margin: number, condition: Condition, runs: number): Scenario[] =>
  TWINS.map(({ target, workload }) => ({
    name: `${target} ${workload}, twins, margin ${percent(margin)}${condition === "disturbed" ? ", disturbed" : ""}`,
    kind: "twins",
    condition,
    target,
    workload,
    variant: "twin",
    truth: 1,
    margin,
    budget: DEFAULTS.budget,
    runs,
  }));

/** Everything that can be tried, `runs` comparisons each. */
export function scenarios(runs: number): Scenario[] {
  const alone = { condition: "alone", budget: DEFAULTS.budget, runs } as const;
  return [
    ...twins(DEFAULTS.margin, "alone", runs),
    ...twins(0.001, "alone", runs),
    ...AT_MARGIN.map(
      (perMille): Scenario => ({
        ...plus(perMille),
        ...alone,
        name: `${percent(perMille / 1000)} slower, margin the same`,
        kind: "at-margin",
        margin: perMille / 1000,
      }),
    ),
    ...SLOWER.map(
      ({ perMille, margin }): Scenario => ({
        ...plus(perMille),
        ...alone,
        name: `${percent(perMille / 1000)} slower, margin ${percent(margin)}`,
        kind: "detection",
        margin,
      }),
    ),
    ...BUDGETS.map(
      (seconds): Scenario => ({
        ...plus(3),
        ...alone,
        name: `${percent(0.003)} slower, margin ${percent(0.001)}, budget ${seconds} s`,
        kind: "power",
        margin: 0.001,
        budget: seconds,
        runs: Math.max(1, Math.round(runs * SHARE_FOR_POWER)),
      }),
    ),
    ...twins(DEFAULTS.margin, "disturbed", runs),
  ];
}

import { expect, test } from "vitest";
import { score } from "../../analyse/accuracy.js";
import type { Attempt, Goal, ScenarioReport } from "../../model/accuracy.js";
import type { Verdict } from "../../model/analysis.js";
import { goalsOf } from "./goals.js";
import { scenarios } from "./scenarios.js";

const RIGHT = {
  twins: "equivalent",
  "at-margin": "inconclusive",
  detection: "slower",
  power: "slower",
} as const;

/** Every scenario with `runs` comparisons that are right, or as `change` makes them. */
function reports(
  runs: number,
  change: (scenario: ScenarioReport, run: number) => Partial<Attempt> = () => ({}),
) {
  return scenarios(runs).map((scenario): ScenarioReport => {
    const { truth, kind } = scenario;
    const attempts = Array.from(
      { length: scenario.runs },
      (_, run): Attempt => ({
        estimate: truth,
        low: truth * 0.9999,
        high: truth * 1.0001,
        verdict: RIGHT[kind] satisfies Verdict,
        trials: 5,
        kept: 1,
        measuring: 0.8,
        seconds: 1,
        ...change(scenario as ScenarioReport, run),
      }),
    );
    return { ...scenario, attempts, score: score(scenario, attempts) };
  });
}

const met = (goals: readonly Goal[]) => goals.map((goal) => goal.met);
const named = (goals: readonly Goal[], part: string) => goals.find(({ name }) => name.includes(part))?.met;

test("every goal is met by enough comparisons that are right", () => {
  const goals = goalsOf(reports(50), { empty_call: 30, restore_bias: 10 });
  expect(new Set(met(goals))).toEqual(new Set([true]));
  expect(goals).toHaveLength(12);
});

test("right comparisons that are too few meet nothing", () => {
  expect(new Set(met(goalsOf(reports(5), null)))).toEqual(new Set([null]));
});

test("few comparisons are enough to refute what must hold for all", () => {
  const goals = goalsOf(
    reports(2, ({ kind }) =>
      kind === "twins" ? { verdict: "faster", measuring: 1.1 } : { verdict: "equivalent" },
    ),
    { empty_call: 30, restore_bias: 31 },
  );
  expect(named(goals, "twins, margin 1 %")).toBe(false);
  expect(named(goals, "twins, margin 0.1 %")).toBe(null);
  expect(named(goals, "1 % slower")).toBe(false);
  expect(named(goals, "0.3 % slower")).toBe(null);
  expect(named(goals, "timed samples")).toBe(false);
  expect(named(goals, "restore")).toBe(false);
});

test("one scenario that covers too little is seen among many that cover everything", () => {
  const missing = (scenario: ScenarioReport, run: number) =>
    scenario.name === "chain five_ns, twins, margin 1.0 %" && run < 10 ? { low: 1.001, high: 1.002 } : {};
  const goals = goalsOf(reports(50, missing), null);
  expect(goals.find(({ name }) => name.includes("worst scenario"))).toMatchObject({
    found: "40 of 50 (chain five_ns, twins, margin 1.0 %)",
    met: false,
  });
  expect(named(goals, "intervals that contain the truth")).toBe(true);
});

test("a question that was not asked has no goal", () => {
  expect(goalsOf([], null)).toEqual([]);
});

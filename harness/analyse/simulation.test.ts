import { describe, expect, test } from "vitest";
import type { Analysis, Interval, Verdict } from "../model/analysis.js";
import type { SamplingPlan, Trial } from "../model/measurement.js";
import { sieve } from "./blocks.js";
import { logLevels } from "./groups.js";
import { analyse } from "./index.js";
import { estimate, interval } from "./ratio.js";
import { LOOKS, stageTwoTrials } from "./stages.js";
import { draws, NOISY, planOf, simulate } from "./testing/trials.js";
import { inWorld, WORLDS, type World } from "./testing/worlds.js";

/**
 * The share that a true rate of `rate` falls below, or exceeds, once in a hundred times among n (normal
 * approximation).
 */
const atLeast = (rate: number, n: number) => rate - 2.326 * Math.sqrt((rate * (1 - rate)) / n);
const atMost = (rate: number, n: number) => rate + 2.326 * Math.sqrt((rate * (1 - rate)) / n);

const MARGIN = 0.01;
const TRIALS = 5;
/** Times of a, b, c …: nanoseconds. */
const TIMES = [20_000, 19_000, 20_000, 24_000, 10_000];
const planFor = (times: readonly number[], rounds = 48) =>
  planOf(times.length, { epochs: 2, roundsPerEpoch: rounds });

/** One comparison as the pipeline makes it: stage one, and where that settles nothing, stage two alone. */
function twoStages(
  times: readonly number[],
  world: World,
  draw: ReturnType<typeof draws>,
  precision?: number,
): { one: Analysis; final: Analysis } {
  const plan = planFor(times);
  const stage = (trials: number) =>
    analyse(plan, inWorld(plan, times, world, draw, trials), { margin: MARGIN, looks: LOOKS });
  const one = stage(TRIALS);
  const more = stageTwoTrials(one, { margin: MARGIN, trials: TRIALS, precision });
  return { one, final: more === 0 ? one : stage(more) };
}

/** Whether every interval holds the true ratio: the confidence is joint. */
const holds = (found: Analysis, times: readonly number[]) =>
  Object.values(found.variants).every(({ ratio }, v) => {
    const truth = (times[0] ?? 0) / (times[v] ?? 0);
    return v === 0 || (ratio !== null && ratio.low <= truth && truth <= ratio.high);
  });

describe.each(Object.entries(WORLDS))("%s: intervals hold the true ratios 19 times in 20", (_, world) => {
  test.each([
    [1, 250],
    [4, 100],
  ])("in one stage, of %i comparisons at once", (comparisons, runs) => {
    const times = TIMES.slice(0, comparisons + 1);
    const plan = planFor(times);
    const draw = draws(2024);
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const found = analyse(plan, inWorld(plan, times, world, draw, TRIALS), { margin: MARGIN });
      if (holds(found, times)) held++;
    }
    expect(held / runs).toBeGreaterThanOrEqual(atLeast(0.95, runs));
  });

  test.each([
    ["for a verdict", undefined],
    ["for a precision", 0.002],
  ])("in two stages %s", (_name, precision) => {
    const runs = 100;
    // Half a margin from the boundary: stage one often leaves it open.
    const times = [20_000 * Math.exp(0.015), 20_000];
    const draw = draws(7);
    let held = 0;
    let further = 0;
    for (let run = 0; run < runs; run++) {
      const { one, final } = twoStages(times, world, draw, precision);
      if (holds(final, times)) held++;
      if (final !== one) further++;
    }
    expect(held / runs).toBeGreaterThanOrEqual(atLeast(0.95, runs));
    if (precision !== undefined) expect(further / runs).toBeGreaterThan(0.5);
  });
});

/** Share of runs in which some variant gets one of the `wrong` verdicts. */
function rate(
  times: readonly number[],
  world: World,
  wrong: readonly Verdict[],
  runs: number,
  seed = 99,
): number {
  const draw = draws(seed);
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const { final } = twoStages(times, world, draw);
    if (Object.values(final.variants).some(({ verdict }) => verdict && wrong.includes(verdict))) count++;
  }
  return count / runs;
}

const ANY: readonly Verdict[] = ["faster", "slower", "equivalent"];

describe("verdicts with the truth exactly at the margin, where none is right, are given once in twenty at most", () => {
  // With enough certainty for intervals narrower than the zone of `equivalent`: both sides of the boundary
  // are at stake.
  const sharp = Object.entries(WORLDS).map(([name, world]): [string, World] => [
    name,
    { ...world, trial: world.trial / 4, epoch: world.epoch / 4 },
  ]);
  test.each(sharp)("%s", (_, world) => {
    expect(rate([20_200, 20_000], world, ANY, 200)).toBeLessThanOrEqual(atMost(0.05, 200));
  });

  test("several variants, above and below", () => {
    const [, plain] = sharp[0] ?? ["", WORLDS.drift as World];
    const times = [20_200, 20_000, 20_000, 20_200 * 1.01, 20_200 * 1.01];
    expect(rate(times, plain, ANY, 120)).toBeLessThanOrEqual(atMost(0.05, 120));
  });
});

describe("verdicts are as powerful as they are careful", () => {
  const world = { ...(WORLDS["plain noise"] as World), trial: 0.0005, epoch: 0.0005 };
  test("identical kernels are found equivalent", () => {
    expect(rate([20_000, 20_000], world, ["faster", "slower"], 60)).toBe(0);
    expect(rate([20_000, 20_000], world, ["equivalent"], 60)).toBeGreaterThan(0.95);
  });
  test("a difference of three margins is seen, whichever is faster", () => {
    expect(rate([20_600, 20_000], world, ["faster"], 60)).toBeGreaterThan(0.95);
    expect(rate([20_000, 20_600], world, ["slower"], 60)).toBeGreaterThan(0.95);
  });
});

test("slow spells, which would put per cents between the ends, are cut", () => {
  const world = { ...(WORLDS["slow spells"] as World), trial: 0.001, epoch: 0.001 };
  const plan = planOf(2, { epochs: 4, roundsPerEpoch: 72 });
  const draw = draws(7);
  const width = (ratio: Interval | null | undefined) =>
    (ratio?.high ?? Number.POSITIVE_INFINITY) / (ratio?.low ?? 0);
  const runs = 60;
  let wide = 0;
  for (let run = 0; run < runs; run++) {
    const trials = inWorld(plan, [20_000, 20_000], world, draw, TRIALS);
    expect(width(analyse(plan, trials, { margin: MARGIN }).variants.b?.ratio)).toBeLessThan(1.03);
    if (width(unfiltered(plan, trials)) > 1.03) wide++;
  }
  expect(wide / runs).toBeGreaterThan(0.5);
});

/** The interval of the second variant from every round. */
function unfiltered(plan: SamplingPlan, trials: readonly Trial[]): Interval | null {
  const levels = sieve(plan, trials).all.map((epochs) =>
    epochs.map((columns) => logLevels(columns, plan, [0, 0])),
  );
  const ratios = estimate(levels, 1).trials.filter((ratio) => ratio !== null);
  return interval(ratios, { confidence: 0.95, comparisons: 1, resolution: 0, coarse: false });
}

test("preemptions of 30 us are shrugged off", () => {
  const plan = planFor([1, 1]);
  const draw = draws(5);
  const runs = 150;
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const found = analyse(plan, simulate(plan, TIMES.slice(0, 2), NOISY, draw), { margin: MARGIN });
    if (holds(found, TIMES)) held++;
  }
  expect(held / runs).toBeGreaterThanOrEqual(atLeast(0.95, runs));
});

import { describe, expect, test } from "vitest";
import { roundOrder } from "../../measure/order.js";
import { draws, epochOf, planOf, trialOf } from "../testing/trials.js";
import { found } from "../testing/warned.js";

/** How much longer a variant takes than its predecessors and its place in the round explain: a share. */
type Effect = (v: number, before: number, place: number) => number;

const EPOCHS = 3;
const ROUNDS = 168;

/**
 * What is said of five trials of equal variants, in the order in which they are measured. `noise`: of a
 * sample's logarithm. `process`: of that of a pair's effect in one trial.
 */
function said(
  variants: number,
  effect: Effect,
  { seed = 1, noise = 0.005, process = 0 }: { seed?: number; noise?: number; process?: number } = {},
): string | undefined {
  const draw = draws(seed);
  const trials = Array.from({ length: 5 }, (_, t) => {
    const own = Array.from({ length: variants * variants }, () => process * draw.normal());
    const epochs = Array.from({ length: EPOCHS }, (_, e) => {
      const order = roundOrder(variants, ROUNDS, 1000 * seed + 10 * t + e);
      const times = new Float64Array(ROUNDS * variants);
      order.forEach((v, i) => {
        const before = order[i - 1];
        const share = before === undefined ? 0 : effect(v, before, i % variants);
        const level = Math.log1p(share) + (own[v * variants + (before ?? 0)] as number);
        times[Math.floor(i / variants) * variants + v] = 20_000 * Math.exp(level + noise * draw.normal());
      });
      return { ...epochOf(ROUNDS, variants, (round, v) => times[round * variants + v] as number), order };
    });
    return trialOf(epochs);
  });
  return found(trials, planOf(variants, { epochs: EPOCHS, roundsPerEpoch: ROUNDS }))["neighbour-effect"];
}

const between =
  (name: number, predecessor: number, share: number): Effect =>
  (v, before) =>
    v === name && before === predecessor ? share : 0;

describe("a variant that is slower after another one is named with it", () => {
  test("among three", () => {
    expect(said(3, between(0, 2, 0.03))).toMatch(
      /: "a" takes 1\.[345] % less after "b", "a" takes 1\.[345] % more after "c" than on average\.$/,
    );
  });

  test.each([4, 5, 6])("among %i, and nobody else is", (variants) => {
    const message = said(variants, between(1, 3, 0.02)) ?? "";
    expect(message).toMatch(/"b" takes 1\.[3-7]\d? % more after "d"/);
    expect([...message.matchAll(/"(.)" takes/g)].map(([, name]) => name)).toEqual(
      [...message.matchAll(/"b" takes/g)].map(() => "b"),
    );
  });

  test("whichever comes after it", () => {
    const message = said(4, (_, before) => (before === 2 ? 0.04 : 0));
    for (const name of ["a", "b", "d"])
      expect(message).toMatch(new RegExp(`"${name}" takes \\S+ % more after "c"`));
    expect(message).not.toContain('"c" takes');
  });

  test("of two, where they come first in a round", () => {
    expect(said(2, between(0, 0, -0.03))).toMatch(
      /: "a" takes 1\.[4-7] % less after itself, "a" takes 1\.[4-7] % more after "b" than on average\.$/,
    );
  });
});

describe("nothing is said", () => {
  test.each([2, 3, 4, 5, 8])("of %i equal variants whose times depend on their place alone", (variants) => {
    expect(said(variants, (_v, _before, place) => (place === 0 ? 0.03 : 0))).toBeUndefined();
    expect(said(variants, (_v, _before, place) => 0.02 / (place + 1))).toBeUndefined();
  });

  test("of one whose own code comes first in a round dearer than that of others", () => {
    for (const variants of [2, 4])
      expect(said(variants, (v, _before, place) => (v === 0 && place === 0 ? 0.03 : 0))).toBeUndefined();
  });

  test("of what stays within half the margin", () => {
    for (const variants of [2, 3, 4]) expect(said(variants, between(0, 1, 0.003))).toBeUndefined();
  });
});

describe("false alarms stay rare where noise is far beyond the margin, however many pairs there are", () => {
  const RUNS = 60;
  const none: Effect = () => 0;
  test.each([
    ["two variants", 2, { noise: 0.2 }],
    ["three variants", 3, { noise: 0.2 }],
    ["eight variants", 8, { noise: 0.2 }],
    ["eight variants whose processes differ", 8, { process: 0.03 }],
  ])("%s", (_name, variants, world) => {
    const alarms = Array.from({ length: RUNS }, (_, seed) => said(variants, none, { seed, ...world }));
    // Two or more of sixty at a rate of one in two hundred: once in thirty times.
    expect(alarms.filter((alarm) => alarm !== undefined).length).toBeLessThanOrEqual(1);
  });
});

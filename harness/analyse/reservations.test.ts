import { describe, expect, test } from "vitest";
import { analyse } from "./index.js";
import { without } from "./only.js";
import { epochOf, planOf, QUIET, trialOf } from "./testing/trials.js";

const plan = planOf(2);
const trials = (times: readonly number[], involuntarySwitches = 0, emptyCalls = [2, 2]) =>
  Array.from({ length: 5 }, () =>
    trialOf([epochOf(48, 2, (round, v) => (times[v] ?? 0) + (round % 3))], {
      observed: { ...QUIET, involuntarySwitches },
      emptyCalls,
    }),
  );
const verdictOf = (...args: Parameters<typeof trials>) => {
  const { variants, warnings } = analyse(plan, trials(...args), { margin: 0.01 });
  return [variants.b?.verdict, warnings.map(({ code }) => code).includes("verdict-withheld")];
};

describe("a verdict is withheld", () => {
  test("when other programs ran in the midst of a tenth of the samples", () => {
    expect(verdictOf([2_000_000, 1_000_000], 12)).toEqual(["inconclusive", true]);
    expect(verdictOf([2_000_000, 1_000_000], 3)).toEqual(["faster", false]);
  });

  test("not when operations are so long that interruptions take little of them", () => {
    expect(verdictOf([2e9, 1e9], 12)).toEqual(["faster", false]);
  });

  test("when both are as long as an empty call, since neither can be told from nothing", () => {
    expect(verdictOf([20_000, 20_000], 0, [19_000, 19_000])[0]).toBe("inconclusive");
    expect(verdictOf([20_000, 20_000], 0, [2000, 2000])[0]).toBe("equivalent");
  });
});

describe("without a variant", () => {
  const three = planOf(3, { batch: [1, 2, 3] });
  const trial = trialOf([epochOf(3, 3, (round, v) => 100 * v + round)], {
    emptyCalls: [1, 2, 3],
    replay: { rotated: [1, 2, 3], replayed: [4, 5, 6], unseen: [7, 8, 9], again: [1, 1, 1] },
  });

  test("its samples and its turns are left out", () => {
    const found = without({ plan: three, trials: [trial] }, new Set(["b"]));
    expect(found.plan).toMatchObject({ variants: ["a", "c"], batch: [1, 3] });
    const [epoch] = found.trials[0]?.epochs ?? [];
    expect([...(epoch?.samples ?? [])]).toEqual([0, 200, 1, 201, 2, 202]);
    // Of abc, bca, cab.
    expect([...(epoch?.order ?? [])]).toEqual([0, 1, 1, 0, 1, 0]);
    expect(found.trials[0]).toMatchObject({ emptyCalls: [1, 3], replay: { unseen: [7, 9] } });
  });

  test("nothing changes when none is named, and somebody has to stay", () => {
    const all = { plan: three, trials: [trial] };
    expect(without(all, new Set(["x"]))).toEqual(all);
    expect(() => without(all, new Set(["a", "b", "c"]))).toThrow(RangeError);
  });
});

import { describe, expect, test } from "vitest";
import { analyse } from "./index.js";
import { epochOf, planOf, QUIET, trialOf } from "./testing/trials.js";

const plan = planOf(2);
const trials = (
  times: readonly number[],
  involuntarySwitches = 0,
  emptyCalls = [2, 2],
  waited: number | null = null,
) =>
  Array.from({ length: 5 }, () =>
    trialOf([epochOf(48, 2, (round, v) => (times[v] ?? 0) + (round % 3))], {
      observed: { ...QUIET, involuntarySwitches, waited },
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

  test("by the time that they took, where the system counts it", () => {
    // 48 rounds of 1.1 and 1 ms are 101 ms a trial; a loss of 1 % may put a ratio off by 3 %.
    const lost = (share: number, switches = 48) =>
      verdictOf([1_100_000, 1_000_000], switches, [2, 2], share * 48 * 2_100_000);
    expect(lost(0.01)).toEqual(["faster", false]);
    expect(lost(0.04)).toEqual(["inconclusive", true]);
    expect(lost(0.04, 3)).toEqual(["faster", false]);
    // Nothing of the kind makes a half of a whole.
    expect(verdictOf([2_000_000, 1_000_000], 48, [2, 2], 10e6)).toEqual(["faster", false]);
  });

  test("when both are as long as an empty call, since neither can be told from nothing", () => {
    expect(verdictOf([20_000, 20_000], 0, [19_000, 19_000])[0]).toBe("inconclusive");
    expect(verdictOf([20_000, 20_000], 0, [2000, 2000])[0]).toBe("equivalent");
  });

  test("when too few trials are left, although their interval is narrow", () => {
    const slowly = (trial: number) => (trial < 2 ? 1.6 : 1);
    const times = [2_000_000, 1_000_000];
    const taken = Array.from({ length: 5 }, (_, t) =>
      trialOf([epochOf(48, 2, (round, v) => ((times[v] as number) + (round % 3)) * slowly(t))]),
    );
    const judged = (fewest: number) => {
      const { usable, variants, warnings } = analyse(plan, taken, { margin: 0.01, fewest });
      const told = warnings.find(({ code }) => code === "verdict-withheld")?.message;
      return { usable, verdict: variants.b?.verdict, withheld: variants.b?.withheld, told };
    };
    expect(judged(5)).toEqual({
      usable: 3,
      verdict: "inconclusive",
      withheld: "few-trials",
      told: "The machine was slow throughout all but 3 of 5 trials, and 5 are wanted: no verdict.",
    });
    expect(judged(3)).toEqual({ usable: 3, verdict: "faster", withheld: null, told: undefined });
  });
});

import { describe, expect, test } from "vitest";
import { without } from "./only.js";
import { epochOf, planOf, trialOf } from "./testing/trials.js";

describe("without a variant", () => {
  const three = planOf(3, { batch: [1, 2, 3] });
  const trial = trialOf([epochOf(3, 3, (round, v) => 100 * v + round)], {
    emptyCalls: [1, 2, 3],
    devices: [null, { name: "b's" }, { name: "c's" }],
    replay: { learned: { rotated: [1, 2, 3], replayed: [4, 5, 6] }, unseen: [7, 8, 9], again: [1, 1, 1] },
  });

  test("its samples and its turns are left out", () => {
    const found = without({ plan: three, trials: [trial] }, new Set(["b"]));
    expect(found.plan).toMatchObject({ variants: ["a", "c"], batch: [1, 3] });
    const [epoch] = found.trials[0]?.epochs ?? [];
    expect([...(epoch?.samples ?? [])]).toEqual([0, 200, 1, 201, 2, 202]);
    // Of abc, bca, cab.
    expect([...(epoch?.order ?? [])]).toEqual([0, 1, 1, 0, 1, 0]);
    expect(found.trials[0]).toMatchObject({
      emptyCalls: [1, 3],
      replay: { unseen: [7, 9] },
      devices: [null, { name: "c's" }],
    });
  });

  test("nothing changes when none is named, and somebody has to stay", () => {
    const all = { plan: three, trials: [trial] };
    expect(without(all, new Set(["x"]))).toEqual(all);
    expect(() => without(all, new Set(["a", "b", "c"]))).toThrow(RangeError);
  });
});

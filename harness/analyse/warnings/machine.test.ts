import { describe, expect, test } from "vitest";
import type { Observed, Trial } from "../../model/measurement.js";
import { epochOf, planOf, QUIET, trialOf } from "../testing/trials.js";
import { found, observing, quiet, trials } from "../testing/warned.js";

describe("the machine", () => {
  // 5 trials of 100 ms in which 3 × 96 rounds of 2 × 20 us are timed: 57.6 ms in 1440 rounds.
  test("steal and throttling from one per cent of a trial on", () => {
    expect(found(observing({ stealTicks: 0.1, throttled: 1e6 }))).toEqual({});
    const codes = found(observing({ stealTicks: 1, throttled: 3e6 }));
    expect(codes.steal).toContain("took the CPU away for 50 ms in 500 ms of measuring (10 %)");
    expect(codes["quota-throttled"]).toContain("stopped everything for 15 ms in 500 ms of measuring (3 %)");
  });
  test("a busy sibling from a tenth of the time on", () => {
    expect(found(observing({ siblings: 1, siblingTicks: 1 }))).toEqual({});
    expect(found(observing({ siblings: 1, siblingTicks: 4 }))["busy-sibling"]).toContain(
      "busy 40 % of the time",
    );
    expect(found(observing({ siblings: 2, siblingTicks: 4 }))["busy-sibling"]).toContain(
      "busy 20 % of the time",
    );
  });
  test("switches from one round in twenty on, forced ones beyond three per epoch, and waits apart", () => {
    expect(found(observing({ involuntarySwitches: 23, voluntarySwitches: 14 }))).toEqual({});
    const forced = found(observing({ involuntarySwitches: 24 }));
    expect(forced.switches).toContain(
      "In 1440 rounds other programs took the measuring thread's CPU 120 times",
    );
    const waits = found(observing({ voluntarySwitches: 20 }));
    expect(Object.keys(waits)).toEqual(["waits"]);
    expect(waits.waits).toContain("timed with it: 100 times");
  });
  describe("what only trials that differ make doubtful", () => {
    const trial = (t: number, observed: Partial<Observed>) =>
      trials((_, v) => (v === 1 ? 20_000 * (1 + 0.015 * t) : 20_000), {
        observed: { ...QUIET, ...observed },
      })[t] as Trial;
    const apart = (observed: Partial<Observed>) => [0, 1, 2, 3, 4].map((t) => trial(t, observed));
    const scaling = { governor: "schedutil", turbo: true, megahertz: { before: 1200, after: 3400 } };

    test("a clock that is free to change", () => {
      expect(found(observing(scaling))).toEqual({});
      expect(found(apart(scaling))["frequency-scaling"]).toContain(
        "(governor schedutil, turbo on, 1200 to 3400 MHz)",
      );
      expect(found(apart({ governor: "performance", turbo: false }))).not.toHaveProperty("frequency-scaling");
    });
    test("epochs that began before times had settled", () => {
      expect(found(observing({ unsettled: 3 }))).toEqual({});
      expect(found(apart({ unsettled: 2 })).unsettled).toContain("10 of 15 epochs");
      expect(found(apart({ unsettled: 1 }))).not.toHaveProperty("unsettled");
    });
  });
  test("switches of slow operations by the second", () => {
    const seconds = planOf(2, { epochs: 1, roundsPerEpoch: 3 });
    const slow = (count: number) =>
      Array.from({ length: 5 }, () =>
        trialOf([epochOf(3, 2, () => 1e9)], { observed: { ...QUIET, involuntarySwitches: count } }),
      );
    expect(found(slow(50), seconds)).toEqual({});
    expect(found(slow(70), seconds)).toHaveProperty("switches");
  });
  test("switches by the time that they took, where the system counts it", () => {
    const counted = (waited: number) => found(observing({ involuntarySwitches: 48, waited }));
    const time = 6 * 48 * 2 * 20_000; // of a trial
    expect(counted(0.009 * time)).toEqual({});
    expect(counted(0.011 * time)).toHaveProperty("switches");
  });
  test("major faults", () => {
    expect(found(observing({ majorFaults: 2 }))["major-faults"]).toContain("10 pages");
  });
  test("load beyond the run's own, by the quietest trial", () => {
    expect(found(observing({ load: 4 }))).toEqual({});
    expect(found(observing({ load: 4.4 })).load).toContain("4.4 at least");
    const [first, ...rest] = observing({ load: 8 });
    expect(found([{ ...(first as Trial), observed: QUIET }, ...rest])).not.toHaveProperty("load");
    expect(found(quiet({ cpus: [1, 2, 3, 4], observed: { ...QUIET, load: 5.5 } }))).toEqual({});
  });
  test("unpinned", () => {
    expect(found(quiet({ cpus: [] })).unpinned).toContain("5 trials of 5");
  });
});

test("several doubts are told in a fixed order", () => {
  expect(Object.keys(found(observing({ majorFaults: 1, stealTicks: 1 })))).toEqual(["steal", "major-faults"]);
});

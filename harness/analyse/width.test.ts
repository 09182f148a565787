import fc from "fast-check";
import { expect, test } from "vitest";
import { analyse } from "./index.js";
import { cases, close, plan, simulated } from "./testing/pairs.js";
import { epochOf, planOf } from "./testing/trials.js";

test("more confidence or more looks widen the interval around the same estimate", () => {
  const share = fc.double({ min: 0.5, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(cases, share, share, fc.integer({ min: 1, max: 3 }), (drawn, one, other, looks) => {
      fc.pre(Math.abs(one - other) > 1e-6);
      const trials = simulated(drawn);
      const ratio = (confidence: number, times: number) =>
        analyse(plan, trials, { margin: 0.01, confidence, looks: times }).variants.b?.ratio;
      const [less, more] = [ratio(Math.min(one, other), looks), ratio(Math.max(one, other), looks)];
      expect(more?.low).toBeLessThan(less?.low ?? 0);
      expect(more?.high).toBeGreaterThan(less?.high ?? Number.POSITIVE_INFINITY);
      expect(ratio(one, looks + 1)?.low).toBeLessThan(ratio(one, looks)?.low ?? 0);
      expect(more?.estimate).toBe(less?.estimate);
    }),
    { numRuns: 30, seed: 5 },
  );
});

test("adding variants widens the intervals, never moves them", () => {
  const three = planOf(3, { epochs: 2, roundsPerEpoch: 36 });
  const trials = simulated({ seed: 5, ratio: 1.1 });
  const added = trials.map((trial) => ({
    ...trial,
    epochs: trial.epochs.map((epoch) =>
      epochOf(epoch.rounds, 3, (round, v) => epoch.samples[round * 2 + Math.min(v, 1)] ?? 0),
    ),
  }));
  const two = analyse(plan, trials, { margin: 0.01 }).variants.b?.ratio;
  const more = analyse(three, added, { margin: 0.01 }).variants.b?.ratio;
  close(more?.estimate, two?.estimate);
  expect(more?.high).toBeGreaterThan(two?.high ?? Number.POSITIVE_INFINITY);
});

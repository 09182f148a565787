import { expect, test } from "vitest";
import type { SamplingPlan, Trial } from "../model/measurement.js";
import { secondsSpent } from "./spent.js";

test("adds up the samples of each variant, times the operations in one", () => {
  const plan = { batch: [1, 100] } as unknown as SamplingPlan;
  const trial = { epochs: [{ samples: Float64Array.of(1e9, 1e6, 2e9, 3e6) }] } as unknown as Trial;
  expect(secondsSpent(plan, [trial, trial])).toEqual([6, 0.8]);
});

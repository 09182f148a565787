import { expect, test } from "vitest";
import type { DeviceUse } from "../model/measurement.js";
import { deviceOf } from "./device.js";
import { epochOf, trialOf } from "./testing/trials.js";

/** Trials in each of which the second of two variants tells this of its device. */
const telling = (...uses: (DeviceUse | null)[]) =>
  uses.map((use) => trialOf([epochOf(1, 2, () => 100)], { devices: [null, use] }));

const times = (...ns: number[]) => Float64Array.from(ns);

test("the device time is the median over the operations of all trials", () => {
  const trials = telling(
    { name: "A 1", times: times(10, 20, Number.NaN) },
    { name: "A 1", times: times(40, 30) },
  );
  expect(deviceOf(trials, 1)).toEqual({ name: "A 1", time: 25 });
  expect(deviceOf(trials, 0)).toBeNull();
});

test("what was never known is null, and what was not told absent", () => {
  expect(deviceOf(telling({ times: times(Number.NaN) }, { times: times() }), 1)).toEqual({ time: null });
  expect(deviceOf(telling({ name: null }, { name: "A 1" }), 1)).toEqual({ name: "A 1" });
  expect(deviceOf(telling({ name: null }), 1)).toEqual({ name: null });
  expect(deviceOf(telling(null), 1)).toBeNull();
  expect(deviceOf([trialOf([epochOf(1, 2, () => 100)])], 1)).toBeNull();
});

import { median } from "simple-statistics";
import type { DeviceAnalysis } from "../model/analysis.js";
import type { Trial } from "../model/measurement.js";

/**
 * What all trials tell of the device of the `v`-th variant; null when they tell of none. Its time is the median over
 * all operations of which it is known: events are recorded when nothing is timed, so that no round pairs it with a ratio.
 */
export function deviceOf(trials: readonly Trial[], v: number): DeviceAnalysis | null {
  const uses = trials.flatMap(({ devices }) => devices?.[v] ?? []);
  if (uses.length === 0) return null;
  const names = uses.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const times = uses.flatMap(({ times: some }) => (some === undefined ? [] : [some]));
  const known = times.flatMap((some) => [...some].filter((ns) => !Number.isNaN(ns)));
  return {
    ...(names.length === 0 ? {} : { name: names.find((name) => name !== null) ?? null }),
    ...(times.length === 0 ? {} : { time: known.length === 0 ? null : median(known) }),
  };
}

import type { Warning } from "../../model/problem.js";
import { busySibling, frequencyScaling, interruptions, steal, throttling, waits } from "./cpu.js";
import type { Evidence } from "./evidence.js";
import { keptShareLow, load, majorFaults, unpinned } from "./machine.js";
import { severalModes } from "./modes.js";
import { neighbourEffect } from "./neighbours.js";
import { replayedDiffers } from "./replay.js";
import { autocorrelated, trialsDisagree, unsettled, warmUpDrift } from "./stability.js";
import { callOverhead, noSlowerThanEmpty, timerCoarse } from "./timer.js";
import { withheld } from "./withheld.js";

/** Every doubt that the numbers themselves can raise, in the order in which they are told. */
const WARNINGS: readonly ((evidence: Evidence) => Warning | null)[] = [
  withheld,
  timerCoarse,
  callOverhead,
  noSlowerThanEmpty,
  keptShareLow,
  trialsDisagree,
  warmUpDrift,
  unsettled,
  severalModes,
  neighbourEffect,
  replayedDiffers,
  autocorrelated,
  steal,
  throttling,
  interruptions,
  waits,
  busySibling,
  frequencyScaling,
  majorFaults,
  load,
  unpinned,
];

export const warnings = (evidence: Evidence): Warning[] =>
  WARNINGS.flatMap((warning) => warning(evidence) ?? []);

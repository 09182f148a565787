import type { Warning } from "../../model/problem.js";
import type { Evidence } from "./evidence.js";
import { keptShareLow, load, majorFaults, steal, switches, unpinned } from "./machine.js";
import { severalModes } from "./modes.js";
import { autocorrelated, trialsDisagree, warmUpDrift } from "./stability.js";
import { callOverhead, timerCoarse } from "./timer.js";

/** Every doubt that the numbers themselves can raise, in the order in which they are told. */
const WARNINGS: readonly ((evidence: Evidence) => Warning | null)[] = [
  timerCoarse,
  callOverhead,
  keptShareLow,
  trialsDisagree,
  warmUpDrift,
  severalModes,
  autocorrelated,
  steal,
  switches,
  majorFaults,
  load,
  unpinned,
];

export const warnings = (evidence: Evidence): Warning[] =>
  WARNINGS.flatMap((warning) => warning(evidence) ?? []);

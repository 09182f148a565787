import type { Problem } from "../model/problem.js";
import { type Circumstance, title } from "./circumstance.js";

/** What people can do about the failures that runtimes tell of, by their words; the first that fits. */
const MENDS: readonly (readonly [RegExp, string])[] = [
  [
    /out.of.(host.|device.)?(memory|resources)|allocation.?fail/i,
    "Let the workload take less memory of the device, or end other processes that hold some.",
  ],
  [
    /driver version|version mismatch|insufficient|no kernel image|unsupported (ptx|toolchain)|invalid.?ptx/i,
    "Install a driver that is as new as what the variant is built with, or build it for that driver and device.",
  ],
  [
    /illegal|misaligned|launch.fail|(unspecified|invalid).(launch|work.?group)|too many resources|assert/i,
    "Look at its indices, and at grid and block or work-group sizes; on CUDA, `compute-sanitizer` names the access.",
  ],
  [
    /no.*device|device.(not.|un)(found|available)|lost|unavailable|in use|prohibited|ecc|not.initialized/i,
    "See with `bench doctor` whether the device is there, and whether others use it; then run it again.",
  ],
];
const OTHERWISE =
  "These are the words of the device's runtime: its manual knows them. Mend the variant, or free the device.";

/** `said`: the runtime's own message. */
export const deviceError = (c: Circumstance, said: string): Problem => ({
  code: "DEVICE_ERROR",
  message: `${title(c)} fails on its device: ${said.trim() || "its runtime gives no reason"} (${c.occasion}).`,
  where: c.where,
  mend: MENDS.find(([words]) => words.test(said))?.[1] ?? OTHERWISE,
});

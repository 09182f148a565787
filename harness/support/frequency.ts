import { readNumber, readText, type System } from "./system.js";

/** What decides the clock speed of a CPU; null where the system does not tell, as in most virtual machines. */

const CPU = "sys/devices/system/cpu";

export const readGovernor = (system: System, cpu: number): string | null =>
  readText(system, `${CPU}/cpu${cpu}/cpufreq/scaling_governor`);

/** Whether the governor that keeps the clock high can be chosen here. */
export const offersPerformance = (system: System, cpu: number): boolean =>
  /\bperformance\b/.test(readText(system, `${CPU}/cpu${cpu}/cpufreq/scaling_available_governors`) ?? "");

/** Current clock in MHz. */
export function readFrequency(system: System, cpu: number): number | null {
  const kilohertz = readNumber(system, `${CPU}/cpu${cpu}/cpufreq/scaling_cur_freq`);
  return kilohertz === null ? null : kilohertz / 1000;
}

const INTEL = `${CPU}/intel_pstate/no_turbo`;
const OTHERS = `${CPU}/cpufreq/boost`;

/** Whether the clock may rise beyond its nominal speed. */
export function readTurbo(system: System): boolean | null {
  const off = readNumber(system, INTEL);
  if (off !== null) return off === 0;
  const boost = readNumber(system, OTHERS);
  return boost === null ? null : boost === 1;
}

/** The command that switches turbo off. */
export function turboSwitch(system: System): string | null {
  if (readNumber(system, INTEL) !== null) return `echo 1 | sudo tee /${INTEL}`;
  return readNumber(system, OTHERS) === null ? null : `echo 0 | sudo tee /${OTHERS}`;
}

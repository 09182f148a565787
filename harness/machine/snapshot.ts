import { join } from "node:path";
import type { Machine } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { writeObstacle } from "../support/writable.js";
import { type Cpu, readCpus } from "./cpus.js";
import { fingerprint } from "./fingerprint.js";
import { readOsRelease } from "./linux.js";
import { readLoad, readTicks } from "./observe.js";
import { readQuota } from "./quota.js";
import { readNames, readNumber, readText, type System } from "./system.js";
import { probeTools, type Tools } from "./tools.js";

/** Everything the checks judge, read once; null where the system does not tell. */
export interface Snapshot {
  readonly platform: NodeJS.Platform;
  /** `ID` and `ID_LIKE` of os-release: `debian`, `rhel fedora`. */
  readonly distribution: string;
  readonly machine: Machine;
  readonly cpus: readonly Cpu[];
  /** Frequency governors in use. */
  readonly governors: readonly string[];
  readonly turbo: boolean | null;
  readonly load: number | null;
  /** Share of all CPU time since boot that the hypervisor kept, 0 to 1. */
  readonly steal: number | null;
  /** Bytes. */
  readonly swapUsed: number | null;
  /** `/proc/sys/kernel/randomize_va_space`. */
  readonly randomisation: number | null;
  readonly clock: string | null;
  /** CPUs' worth of time that the control group allows; null: unlimited. */
  readonly quota: number | null;
  readonly tools: Tools;
  readonly node: string;
  /** Why `results/` cannot be written. */
  readonly results: { readonly path: string; readonly obstacle: NodeJS.ErrnoException | null } | null;
}

const CPU = "sys/devices/system/cpu";

export async function takeSnapshot(system: System, project: Project | null): Promise<Snapshot> {
  const [machine, tools, obstacle] = await Promise.all([
    fingerprint(system),
    probeTools(),
    project === null ? null : writeObstacle(project.results),
  ]);
  const { ID = "", ID_LIKE = "" } = readOsRelease(system);
  return {
    platform: system.platform,
    distribution: `${ID} ${ID_LIKE}`.trim(),
    machine,
    cpus: readCpus(system),
    governors: readGovernors(system),
    turbo: readTurbo(system),
    load: readLoad(system),
    steal: readSteal(system),
    swapUsed: readSwap(system),
    randomisation: readNumber(system, "proc/sys/kernel/randomize_va_space"),
    clock: readText(system, "sys/devices/system/clocksource/clocksource0/current_clocksource"),
    quota: readQuota(system),
    tools,
    node: process.versions.node,
    results: project === null ? null : { path: project.results, obstacle },
  };
}

function readGovernors(system: System): string[] {
  const found = readNames(system, CPU)
    .filter((name) => /^cpu\d+$/.test(name))
    .flatMap((name) => readText(system, join(CPU, name, "cpufreq/scaling_governor")) ?? []);
  return [...new Set(found)];
}

function readTurbo(system: System): boolean | null {
  const off = readNumber(system, `${CPU}/intel_pstate/no_turbo`);
  if (off !== null) return off === 0;
  const boost = readNumber(system, `${CPU}/cpufreq/boost`);
  return boost === null ? null : boost === 1;
}

function readSteal(system: System): number | null {
  const ticks = [...readTicks(system).values()];
  const total = ticks.reduce((sum, one) => sum + one.total, 0);
  return total === 0 ? null : ticks.reduce((sum, one) => sum + one.steal, 0) / total;
}

function readSwap(system: System): number | null {
  const text = readText(system, "proc/meminfo") ?? "";
  const [total, free] = ["SwapTotal", "SwapFree"].map((key) =>
    Number(new RegExp(`^${key}:\\s+(\\d+) kB`, "m").exec(text)?.[1] ?? Number.NaN),
  );
  return total === undefined || free === undefined || Number.isNaN(total - free)
    ? null
    : (total - free) * 1024;
}

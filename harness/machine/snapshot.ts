import type { DeviceReport } from "../model/device.js";
import type { Machine } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { thisBundle } from "../support/bundle.js";
import { readGovernor, readTurbo, turboSwitch } from "../support/frequency.js";
import { parseCpuList, readNames, readNumber, readText, type System } from "../support/system.js";
import { readTicks } from "../support/ticks.js";
import { writeObstacle } from "../support/writable.js";
import { type Cpu, readCpus } from "./cpus.js";
import { findDevices } from "./devices.js";
import { fingerprint } from "./fingerprint.js";
import { type Distribution, distributionOf } from "./install.js";
import { type HugePages, type Memory, readHugePages, readMemory } from "./memory.js";
import { readQuota } from "./quota.js";
import { probeTimer, type Timer } from "./timer.js";
import { probeTools, type Tools } from "./tools.js";

/** Everything the checks judge, read once; null where the system does not tell. */
export interface Snapshot extends Distribution {
  readonly machine: Machine;
  readonly devices: DeviceReport;
  readonly cpus: readonly Cpu[];
  /** CPUs without clock ticks while one thread runs on them (`nohz_full`). */
  readonly tickless: readonly number[];
  /** Frequency governors in use. */
  readonly governors: readonly string[];
  readonly turbo: boolean | null;
  /** The command that switches it off. */
  readonly turboSwitch: string | null;
  /** One-minute load average. */
  readonly load: number | null;
  /** Share of all CPU time since boot that the hypervisor kept, 0 to 1. */
  readonly steal: number | null;
  readonly memory: Memory | null;
  readonly hugePages: HugePages | null;
  /** `/proc/sys/kernel/randomize_va_space`. */
  readonly randomisation: number | null;
  /** Clock source in use, those to choose from, and what the clock can do. */
  readonly clock: string | null;
  readonly clocks: readonly string[];
  readonly timer: Timer;
  /** CPUs' worth of time that the control group allows; null: unlimited. */
  readonly quota: number | null;
  /** Whether the kernel knows performance counters of the CPU, and `kernel.perf_event_paranoid`. */
  readonly counters: boolean;
  readonly paranoia: number | null;
  /** Whether this is root. */
  readonly root: boolean;
  /** NUMA nodes. */
  readonly nodes: number;
  /** Whether what includes `CL/cl.h` can be built. */
  readonly openclHeaders: boolean;
  readonly tools: Tools;
  /** In a bundle: the commit that its records name, and what was built for it, `g++ … for x86-64-v3`. */
  readonly bundle: { readonly commit: string | null; readonly prebuilt: string | null } | null;
  readonly node: string;
  /** Why `results/` cannot be written. */
  readonly results: { readonly path: string; readonly obstacle: NodeJS.ErrnoException | null } | null;
}

const CPU = "sys/devices/system/cpu";
const CLOCKS = "sys/devices/system/clocksource/clocksource0";

export async function takeSnapshot(system: System, project: Project | null): Promise<Snapshot> {
  const timer = probeTimer(); // before the tools keep the machine busy
  const [machine, devices, tools, obstacle] = await Promise.all([
    fingerprint(system),
    findDevices(),
    probeTools(),
    project === null ? null : writeObstacle(project.results),
  ]);
  return {
    ...distributionOf(system),
    machine,
    devices,
    cpus: readCpus(system),
    tickless: parseCpuList(readText(system, `${CPU}/nohz_full`) ?? ""),
    governors: readGovernors(system),
    turbo: readTurbo(system),
    turboSwitch: turboSwitch(system),
    load: readLoad(system),
    steal: readSteal(system),
    memory: readMemory(system),
    hugePages: readHugePages(system),
    randomisation: readNumber(system, "proc/sys/kernel/randomize_va_space"),
    clock: readText(system, `${CLOCKS}/current_clocksource`),
    clocks: (readText(system, `${CLOCKS}/available_clocksource`) ?? "").split(" "),
    timer,
    quota: readQuota(system),
    counters: readNames(system, "sys/bus/event_source/devices").some((name) => COUNTERS.test(name)),
    paranoia: readNumber(system, "proc/sys/kernel/perf_event_paranoid"),
    root: process.getuid?.() === 0,
    nodes: readNames(system, "sys/devices/system/node").filter((name) => /^node\d+$/.test(name)).length,
    openclHeaders: INCLUDES.some((folder) => readNames(system, `${folder}/CL`).includes("cl.h")),
    tools,
    bundle: describeBundle(),
    node: process.versions.node,
    results: project === null ? null : { path: project.results, obstacle },
  };
}

function describeBundle(): Snapshot["bundle"] {
  const bundle = thisBundle();
  if (bundle === null) return null;
  const { origin, prebuilt } = bundle;
  return {
    commit: origin.commit,
    prebuilt: prebuilt && `${prebuilt.compiler} for ${prebuilt.architecture}`,
  };
}

/** Drivers of a CPU's own counters; `cpu_core` and `cpu_atom` on hybrid ones. */
const COUNTERS = /^(cpu|cpu_core|cpu_atom|armv\d+_.*)$/;

/** Where compilers look for headers without being told. */
const INCLUDES = ["usr/include", "usr/local/include"];

function readGovernors(system: System): string[] {
  const found = readNames(system, CPU).flatMap((name) => {
    const cpu = /^cpu(\d+)$/.exec(name)?.[1];
    return cpu === undefined ? [] : (readGovernor(system, Number(cpu)) ?? []);
  });
  return [...new Set(found)];
}

function readLoad(system: System): number | null {
  const load = Number.parseFloat(readText(system, "proc/loadavg") ?? "");
  return Number.isNaN(load) ? null : load;
}

function readSteal(system: System): number | null {
  const ticks = [...readTicks(system).values()];
  const total = ticks.reduce((sum, one) => sum + one.total, 0);
  return total === 0 ? null : ticks.reduce((sum, one) => sum + one.steal, 0) / total;
}

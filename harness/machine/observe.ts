import { readText, type System, thisSystem } from "./system.js";

/** Fields of a `cpu` line in `/proc/stat` (proc(5)): user nice system idle iowait irq softirq steal … */
const STEAL = 7;

interface CpuTicks {
  /** Clock ticks (10 ms) that the hypervisor gave to others. */
  readonly steal: number;
  readonly total: number;
}

/** Ticks since boot per CPU; empty where the system does not tell. */
export function readTicks(system: System = thisSystem): ReadonlyMap<number, CpuTicks> {
  const found = new Map<number, CpuTicks>();
  for (const line of (readText(system, "proc/stat") ?? "").split("\n")) {
    const cpu = /^cpu(\d+) /.exec(line)?.[1];
    if (cpu === undefined) continue;
    // Guest time (the ninth field on) is already part of user time.
    const ticks = line
      .split(/\s+/)
      .slice(1, 2 + STEAL)
      .map(Number);
    found.set(Number(cpu), {
      steal: ticks[STEAL] ?? 0,
      total: ticks.reduce((sum, one) => sum + one, 0),
    });
  }
  return found;
}

/** One-minute load average; null where the system does not tell. */
export function readLoad(system: System = thisSystem): number | null {
  const load = Number.parseFloat(readText(system, "proc/loadavg") ?? "");
  return Number.isNaN(load) ? null : load;
}

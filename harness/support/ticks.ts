import { readText, type System, thisSystem } from "./system.js";

/** Fields of a `cpu` line in `/proc/stat` (proc(5)): user nice system idle iowait irq softirq steal … */
const IDLE = 3;
const WAITING = 4;
const STEAL = 7;

/** A clock tick of `/proc/stat`, nanoseconds: USER_HZ is 100 on every supported system. */
export const TICK = 1e7;

interface CpuTicks {
  /** Clock ticks that the hypervisor gave to others. */
  readonly steal: number;
  /** Clock ticks in which it worked, for programs or for interrupts. */
  readonly busy: number;
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
    const steal = ticks[STEAL] ?? 0;
    const total = ticks.reduce((sum, one) => sum + one, 0);
    const idle = (ticks[IDLE] ?? 0) + (ticks[WAITING] ?? 0);
    found.set(Number(cpu), { steal, busy: total - idle - steal, total });
  }
  return found;
}

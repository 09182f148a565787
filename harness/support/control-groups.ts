import { dirname, join } from "node:path";
import { readText, type System } from "./system.js";

const GROUPS = "sys/fs/cgroup";

/** A folder of the control groups that limit this process's CPU time. */
export interface CpuGroup {
  readonly version: 1 | 2;
  /** Relative to the system's root. */
  readonly folder: string;
}

/** Every level that this process is in, innermost first; none where the system has no control groups. */
export function cpuGroups(system: System): CpuGroup[] {
  const memberships = (readText(system, "proc/self/cgroup") ?? "").split("\n");
  return memberships.flatMap((line): CpuGroup[] => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    if (controllers === "") return levels(path).map((level) => ({ version: 2, folder: join(GROUPS, level) }));
    return controllers.split(",").includes("cpu")
      ? levels(path).map((level) => ({ version: 1, folder: join(GROUPS, "cpu", level) }))
      : [];
  });
}

/** `/a/b`, `/a`, `/`: a container sees its own group as the root. */
function levels(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...levels(parent)];
}

/**
 * Nanoseconds that quotas have stopped this process's control groups so far, over all levels; null where none counts.
 * `cpu.stat` has `throttled_usec` in version 2, `throttled_time` in nanoseconds in version 1 (kernel documentation,
 * cgroup-v2 and sched-bwc).
 */
export function readThrottled(system: System): number | null {
  const counts = cpuGroups(system).flatMap(({ version, folder }) => {
    const stat = readText(system, join(folder, "cpu.stat")) ?? "";
    const key = version === 2 ? "throttled_usec" : "throttled_time";
    const count = new RegExp(`^${key} (\\d+)$`, "m").exec(stat)?.[1];
    return count === undefined ? [] : [Number(count) * (version === 2 ? 1e3 : 1)];
  });
  return counts.length === 0 ? null : counts.reduce((sum, one) => sum + one, 0);
}

import { dirname, join } from "node:path";
import { readNumber, readText, type System } from "./system.js";

const GROUPS = "sys/fs/cgroup";

/**
 * CPUs' worth of time that the control groups of this process allow, the tightest of all levels; null: unlimited.
 * cgroup v2 writes `cpu.max` as `<quota> <period>`, v1 two files, quota −1 for none (kernel documentation, cgroup-v2).
 */
export function readQuota(system: System): number | null {
  const memberships = (readText(system, "proc/self/cgroup") ?? "").split("\n");
  const limits = memberships.flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    if (controllers === "") return levels(path).map((level) => unified(system, level));
    return controllers.split(",").includes("cpu") ? levels(path).map((level) => legacy(system, level)) : [];
  });
  const finite = limits.filter((limit) => limit !== null);
  return finite.length === 0 ? null : Math.min(...finite);
}

/** `/a/b`, `/a`, `/`: a container sees its own group as the root. */
function levels(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [path, ...levels(parent)];
}

function unified(system: System, path: string): number | null {
  const [quota, period] = (readText(system, join(GROUPS, path, "cpu.max")) ?? "max").split(" ").map(Number);
  return share(quota, period);
}

function legacy(system: System, path: string): number | null {
  const folder = join(GROUPS, "cpu", path);
  const quota = readNumber(system, join(folder, "cpu.cfs_quota_us"));
  return share(quota ?? undefined, readNumber(system, join(folder, "cpu.cfs_period_us")) ?? undefined);
}

const share = (quota: number | undefined, period: number | undefined): number | null =>
  quota !== undefined && period !== undefined && quota > 0 && period > 0 ? quota / period : null;

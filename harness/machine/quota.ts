import { join } from "node:path";
import { type CpuGroup, cpuGroups } from "../support/control-groups.js";
import { readNumber, readText, type System } from "../support/system.js";

/**
 * CPUs' worth of time that the control groups of this process allow, the tightest of all levels; null: unlimited.
 * cgroup v2 writes `cpu.max` as `<quota> <period>`, v1 two files, quota −1 for none (kernel documentation, cgroup-v2).
 */
export function readQuota(system: System): number | null {
  const finite = cpuGroups(system)
    .map((group) => limitOf(system, group))
    .filter((limit) => limit !== null);
  return finite.length === 0 ? null : Math.min(...finite);
}

function limitOf(system: System, { version, folder }: CpuGroup): number | null {
  if (version === 2) {
    const [quota, period] = (readText(system, join(folder, "cpu.max")) ?? "max").split(" ").map(Number);
    return share(quota, period);
  }
  const quota = readNumber(system, join(folder, "cpu.cfs_quota_us"));
  return share(quota ?? undefined, readNumber(system, join(folder, "cpu.cfs_period_us")) ?? undefined);
}

const share = (quota: number | undefined, period: number | undefined): number | null =>
  quota !== undefined && period !== undefined && quota > 0 && period > 0 ? quota / period : null;

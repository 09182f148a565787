import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Whether a process runs; one that is dead and waits to be reaped (state Z) does not. */
export function isAlive(pid: string | number): boolean {
  try {
    return !/^\s*Z/.test(execFileSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }));
  } catch {
    return false; // ps knows no such process
  }
}

/** Worker processes whose working directory is `root`, as far as /proc tells. */
export const workersIn = (root: string): string[] =>
  readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === root &&
        readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("worker.js")
      );
    } catch {
      return false; // it is gone, or not ours to look at
    }
  });

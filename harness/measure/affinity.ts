import { readdirSync } from "node:fs";

/**
 * Moves this process, with every thread that it has, to `cpus`, so that it stays off those that measure; workers
 * inherit that and move to the measuring CPU only while they are timed. Where the system has no such call (macOS) or
 * refuses, nothing changes: trials then say themselves whether they were pinned.
 */
export async function keepOff(cpus: readonly number[]): Promise<void> {
  if (process.platform !== "linux" || cpus.length === 0) return;
  const { default: koffi } = await import("koffi");
  const setAffinity = koffi
    .load(null)
    .func("int sched_setaffinity(int pid, size_t size, const uint8_t *mask)");
  const mask = new Uint8Array(128); // sizeof(cpu_set_t) in glibc and musl
  for (const cpu of cpus) mask[cpu >> 3] = (mask[cpu >> 3] ?? 0) | (1 << (cpu & 7));
  for (const thread of readdirSync("/proc/self/task")) setAffinity(Number(thread), mask.length, mask);
}

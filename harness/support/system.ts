import { readdirSync, readFileSync } from "node:fs";
import { arch, platform } from "node:os";
import { join } from "node:path";

/** Where facts about the machine are read from; tests put a folder of their own in place of `/`. */
export interface System {
  readonly platform: NodeJS.Platform;
  /** As Node names it: `x64`, `arm64`. */
  readonly arch: string;
  readonly root: string;
}

export const thisSystem: System = { platform: platform(), arch: arch(), root: "/" };

/** A file of `/proc` or `/sys` without surrounding space, or null if it cannot be read. */
export function readText({ root }: System, path: string): string | null {
  try {
    return readFileSync(join(root, path), "utf8").trim();
  } catch {
    return null;
  }
}

/** Null if it cannot be read or is no number. */
export function readNumber(system: System, path: string): number | null {
  const text = readText(system, path);
  return text === null || text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

/** Names in a folder, sorted; none if it cannot be read. */
export function readNames({ root }: System, path: string): string[] {
  try {
    return readdirSync(join(root, path)).sort();
  } catch {
    return [];
  }
}

/** CPUs of a kernel list such as `0-3,8`. */
export function parseCpuList(list: string): number[] {
  return list.split(",").flatMap((range) => {
    const [first, last] = range.trim().split("-").map(Number);
    if (range.trim() === "" || first === undefined || Number.isNaN(first)) return [];
    return Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);
  });
}

/** CPUs of the same core, itself included where the system tells. */
export const readSiblings = (system: System, cpu: number): number[] =>
  parseCpuList(readText(system, `sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`) ?? "");

/** `0-3,8` of sorted CPUs, as the kernel writes lists. */
export function formatCpuList(cpus: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const cpu of cpus) {
    const last = ranges.at(-1);
    if (last && cpu === last[1] + 1) last[1] = cpu;
    else ranges.push([cpu, cpu]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");
}

import { readText, type System } from "../support/system.js";

/** Bytes. */
export interface Memory {
  readonly total: number;
  /** What programs can have without swapping. */
  readonly available: number;
  readonly swapUsed: number;
}

export interface HugePages {
  /** `always`, `madvise` or `never`; null where the kernel has none. */
  readonly transparent: string | null;
  /** Number of pages set aside. */
  readonly reserved: number;
}

/** Null where the system does not tell. */
export function readMemory(system: System): Memory | null {
  const [total, available, swapTotal, swapFree] = kibibytes(
    system,
    ...["MemTotal", "MemAvailable", "SwapTotal", "SwapFree"],
  );
  if (total === undefined || available === undefined) return null;
  return {
    total: total * 1024,
    available: available * 1024,
    swapUsed: ((swapTotal ?? 0) - (swapFree ?? 0)) * 1024,
  };
}

export function readHugePages(system: System): HugePages | null {
  const [reserved] = kibibytes(system, "HugePages_Total");
  if (reserved === undefined) return null;
  // The one in use stands in brackets: `always [madvise] never`.
  const choice = readText(system, "sys/kernel/mm/transparent_hugepage/enabled") ?? "";
  return { transparent: /\[(\w+)\]/.exec(choice)?.[1] ?? null, reserved };
}

/** Lines of `/proc/meminfo`; numbers of pages have no unit. */
function kibibytes(system: System, ...keys: readonly string[]): (number | undefined)[] {
  const text = readText(system, "proc/meminfo") ?? "";
  return keys.map((key) => {
    const value = new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(text)?.[1];
    return value === undefined ? undefined : Number(value);
  });
}

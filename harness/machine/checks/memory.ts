import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

const MIB = 1024 ** 2;
/** Below it the kernel begins to reclaim pages in the background. */
const SCARCE_SHARE = 0.05;
const SCARCE = 512 * MIB;

export function memory({ memory: found }: Snapshot): Finding[] {
  if (found === null) return [];
  const title = "memory";
  const detail = `${size(found.available)} of ${size(found.total)} free`;
  if (found.available > Math.max(SCARCE, SCARCE_SHARE * found.total))
    return [{ code: "MEMORY", level: "ok", title, detail }];
  const mend = "End what else is running: pages are reclaimed while kernels are timed.";
  return [{ code: "MEMORY", level: "warn", title, detail, mend }];
}

const size = (bytes: number): string =>
  bytes < 1024 * MIB ? `${Math.round(bytes / MIB)} MiB` : `${(bytes / MIB / 1024).toFixed(1)} GiB`;

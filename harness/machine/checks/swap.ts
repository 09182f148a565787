import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

const MIB = 1024 ** 2;
/** What an idle system leaves in swap does not disturb. */
const NOTABLE = 64 * MIB;

export function swap({ memory }: Snapshot): Finding[] {
  if (memory === null) return [];
  const { swapUsed } = memory;
  const title = "swap";
  const detail = `${Math.round(swapUsed / MIB)} MiB in use`;
  if (swapUsed <= NOTABLE) return [{ code: "SWAP", level: "ok", title, detail }];
  return [
    {
      code: "SWAP",
      level: "warn",
      title,
      detail,
      mend: "Free memory, then: sudo swapoff -a && sudo swapon -a",
    },
  ];
}

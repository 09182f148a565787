import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** Above half the CPUs busy the measuring one is not left alone. */
const BUSY = 0.5;

export function load({ load: average, machine }: Snapshot): Finding[] {
  if (average === null) return [];
  const title = "load";
  const detail = `${average} over the last minute on ${machine.cpus} CPU${machine.cpus === 1 ? "" : "s"}`;
  if (average <= BUSY * machine.cpus) return [{ code: "LOAD", level: "ok", title, detail }];
  return [
    { code: "LOAD", level: "warn", title, detail, mend: "Wait, or end what else is running (see `top`)." },
  ];
}

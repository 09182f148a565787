import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function turbo({ turbo: on, turboSwitch, machine }: Snapshot): Finding[] {
  const title = "turbo";
  if (on === null) {
    if (machine.virtual === null) return [];
    const detail = "not visible in a virtual machine: the host decides";
    return [{ code: "TURBO", level: "ok", title, detail }];
  }
  if (!on) return [{ code: "TURBO", level: "ok", title, detail: "off" }];
  const detail = "on: the clock depends on temperature and on the neighbouring cores";
  const mend = machine.virtual === null ? turboSwitch : "Switch it off on the host.";
  return [{ code: "TURBO", level: "warn", title, detail, mend: mend ?? undefined }];
}

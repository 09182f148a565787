import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function virtualisation({ machine }: Snapshot): Finding[] {
  const title = "virtual machine";
  const { virtual } = machine;
  if (virtual === null) return [{ code: "VIRTUAL", level: "ok", title, detail: "none found" }];
  const detail = `${virtual}: neighbours on the host share its caches and memory`;
  const mend = "Ratios stand, being paired; compare microseconds on bare metal only.";
  return [{ code: "VIRTUAL", level: "warn", title, detail, mend }];
}

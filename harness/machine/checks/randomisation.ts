import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** Memory layout is the largest difference between processes; randomised, the interval contains it. */
export function randomisation({ randomisation: setting }: Snapshot): Finding[] {
  if (setting === null) return [];
  const title = "address randomisation";
  if (setting > 0)
    return [{ code: "RANDOMISATION", level: "ok", title, detail: "on: trials differ in layout" }];
  const detail = "off: every trial has the same memory layout, so its luck is not in the interval";
  return [
    { code: "RANDOMISATION", level: "warn", title, detail, mend: "sudo sysctl kernel.randomize_va_space=2" },
  ];
}

import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** Read without entering the kernel. */
const FAST = ["tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter"];

export function clock({ clock: source }: Snapshot): Finding[] {
  if (source === null) return [];
  const title = "clock source";
  if (FAST.includes(source)) return [{ code: "CLOCK", level: "ok", title, detail: source }];
  const detail = `${source}: each reading is a system call of about a microsecond`;
  const mend = "echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource";
  return [{ code: "CLOCK", level: "bad", title, detail, mend }];
}

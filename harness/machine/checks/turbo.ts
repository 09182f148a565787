import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function turbo({ turbo: on, machine }: Snapshot): Finding[] {
  if (on === null) return [];
  const title = "turbo";
  if (!on) return [{ code: "TURBO", level: "ok", title, detail: "off" }];
  const mend = machine.cpu.startsWith("Intel")
    ? "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
    : "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost";
  const detail = "on: the clock depends on temperature and on the neighbouring cores";
  return [{ code: "TURBO", level: "warn", title, detail, mend }];
}

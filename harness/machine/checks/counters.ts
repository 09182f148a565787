import type { Finding } from "../../model/machine.js";
import { install } from "../install.js";
import type { Snapshot } from "../snapshot.js";

/** Above it only root may count what happens in user code (kernel documentation, perf-security). */
const STRICTEST = 2;

/** For information: no measurement needs counters, they explain one. */
export function counters(snapshot: Snapshot): Finding[] {
  const { platform, counters: pmu, paranoia, machine, tools, root } = snapshot;
  if (platform !== "linux") return [];
  const finding = { code: "COUNTERS", level: "ok", title: "hardware counters" } as const;
  if (!pmu) {
    const where = machine.virtual === null ? "the kernel shows none" : "none in this virtual machine";
    const mend = `Count instructions with valgrind instead (--counter instructions)${tools.valgrind === null ? `: ${install(snapshot, "valgrind")}` : "."}`;
    return [{ ...finding, detail: where, mend }];
  }
  if (paranoia !== null && paranoia > STRICTEST && !root) {
    const detail = `forbidden: kernel.perf_event_paranoid is ${paranoia}`;
    return [{ ...finding, detail, mend: "sudo sysctl kernel.perf_event_paranoid=1" }];
  }
  const setting = paranoia === null ? "" : ` (perf_event_paranoid ${paranoia})`;
  return [{ ...finding, detail: `there${setting}` }];
}

import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function smt({ cpus }: Snapshot): Finding[] {
  if (cpus.length === 0) return [];
  const title = "hardware threads";
  const shared = cpus.filter(({ siblings }) => siblings.length > 1);
  if (shared.length === 0) return [{ code: "SMT", level: "ok", title, detail: "one per core" }];
  const detail = `${shared[0]?.siblings.length} per core: another program on the same core slows the measured one`;
  const mend = "echo off | sudo tee /sys/devices/system/cpu/smt/control";
  return [{ code: "SMT", level: "warn", title, detail, mend }];
}

import type { Finding } from "../../model/machine.js";
import { pickCpus } from "../cpus.js";
import type { Snapshot } from "../snapshot.js";

/** Of the core that a kernel of one thread would be measured on. */
export function smt({ cpus, machine }: Snapshot): Finding[] {
  if (cpus.length === 0) return [];
  const title = "hardware threads";
  const [measuring] = pickCpus(cpus, 1).measuring;
  const siblings = cpus.find(({ cpu }) => cpu === measuring)?.siblings.filter((cpu) => cpu !== measuring);
  if (!siblings || siblings.length === 0)
    return [{ code: "SMT", level: "ok", title, detail: "one per core" }];
  const list = siblings.join(", ");
  const detail = `CPU ${measuring}, which measures, shares its core with CPU ${list}: what runs there slows it`;
  const mend =
    machine.virtual === null
      ? `echo 0 | sudo tee ${siblings.map((cpu) => `/sys/devices/system/cpu/cpu${cpu}/online`).join(" ")}`
      : "Choose a machine with one hardware thread per core, or keep other work off this one.";
  return [{ code: "SMT", level: "warn", title, detail, mend }];
}

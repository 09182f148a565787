import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function pinning({ platform, cpus }: Snapshot): Finding[] {
  const title = "pinning";
  if (platform !== "linux") {
    const detail = "not available on this system: the scheduler may move a measurement between cores";
    return [{ code: "PINNING", level: "warn", title, detail, mend: "Use Linux for numbers that matter." }];
  }
  const isolated = cpus.filter((cpu) => cpu.isolated).map(({ cpu }) => cpu);
  if (cpus.length < 2) {
    const detail = "one CPU: everything else runs on the measuring one too";
    return [{ code: "PINNING", level: "warn", title, detail, mend: "Give it two CPUs or more." }];
  }
  const extra = isolated.length === 0 ? "none isolated" : `isolated: ${isolated.join(", ")}`;
  return [{ code: "PINNING", level: "ok", title, detail: `${cpus.length} CPUs to choose from, ${extra}` }];
}

import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function governor({ governors, machine, platform }: Snapshot): Finding[] {
  const title = "frequency governor";
  const ok = (detail: string): Finding[] => [{ code: "GOVERNOR", level: "ok", title, detail }];
  if (platform === "darwin") return ok("macOS decides: plug in the charger, switch Low Power Mode off");
  if (governors.length === 0)
    return machine.virtual === null ? [] : ok("not visible in a virtual machine: the host decides");
  const detail = governors.join(", ");
  if (governors.every((one) => one === "performance")) return ok(detail);
  const mend =
    machine.virtual === null
      ? "sudo cpupower frequency-set --governor performance"
      : "Set it on the host; what a guest sets may have no effect.";
  return [{ code: "GOVERNOR", level: "warn", title, detail: `${detail}: the clock follows the load`, mend }];
}

import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function governor({ governors }: Snapshot): Finding[] {
  if (governors.length === 0) return [];
  const title = "frequency governor";
  const detail = governors.join(", ");
  if (governors.every((one) => one === "performance"))
    return [{ code: "GOVERNOR", level: "ok", title, detail }];
  const mend = "sudo cpupower frequency-set --governor performance";
  return [{ code: "GOVERNOR", level: "warn", title, detail: `${detail}: the clock follows the load`, mend }];
}

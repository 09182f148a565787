import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

export function quota({ quota: allowed }: Snapshot): Finding[] {
  if (allowed === null) return [];
  const title = "CPU quota";
  const detail = `the control group allows ${Number(allowed.toFixed(2))} CPUs' worth of time, then stops everything`;
  const mend =
    "Run without a quota (docker: no --cpus; Kubernetes: no CPU limit); pin with --cpuset-cpus instead.";
  return [{ code: "CPU_QUOTA", level: "warn", title, detail, mend }];
}

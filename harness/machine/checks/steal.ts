import type { Finding } from "../../model/machine.js";
import type { Snapshot } from "../snapshot.js";

/** Share of the time since boot; below it preemption by neighbours is rarer than the rounds that filters drop. */
const NOTABLE = 0.001;

export function steal({ steal: share }: Snapshot): Finding[] {
  if (share === null) return [];
  const title = "steal";
  const detail = `the hypervisor kept ${(share * 100).toFixed(2)} % of the time since boot`;
  if (share <= NOTABLE) return [{ code: "STEAL", level: "ok", title, detail }];
  const mend = "Use a machine with dedicated CPUs; until then expect trials to be extended.";
  return [{ code: "STEAL", level: "warn", title, detail, mend }];
}

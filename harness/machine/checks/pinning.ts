import type { Finding } from "../../model/machine.js";
import { formatCpuList } from "../../support/system.js";
import { pickCpus } from "../cpus.js";
import type { Snapshot } from "../snapshot.js";

export function pinning({ platform, cpus, machine }: Snapshot): Finding[] {
  const title = "pinning";
  if (platform !== "linux") {
    const detail = "not available on this system: the scheduler may move a measurement between cores";
    return [{ code: "PINNING", level: "warn", title, detail, mend: "Use Linux for numbers that matter." }];
  }
  if (cpus.length < 2) {
    const detail = "one CPU: everything else runs on the measuring one too";
    const mend =
      machine.cpus > 1
        ? `Allow it more of the ${machine.cpus} CPUs (taskset, docker --cpuset-cpus, systemd AllowedCPUs).`
        : "Give it two CPUs or more.";
    return [{ code: "PINNING", level: "warn", title, detail, mend }];
  }
  const allowed = formatCpuList(cpus.map(({ cpu }) => cpu));
  const detail = `on CPU ${pickCpus(cpus, 1).measuring[0]}, out of ${allowed}`;
  const restricted = cpus.length < machine.cpus ? ` (a cpuset hides the rest of ${machine.cpus})` : "";
  return [{ code: "PINNING", level: "ok", title, detail: detail + restricted }];
}

/** For information: a good place to measure, but seldom worth a reboot, since rounds are paired. */
export function isolation({ platform, cpus, tickless }: Snapshot): Finding[] {
  if (platform !== "linux") return [];
  const title = "isolated CPUs";
  const isolated = cpus.filter((one) => one.isolated).map(({ cpu }) => cpu);
  const facts = [
    ...(isolated.length > 0 ? [`${formatCpuList(isolated)} (isolcpus)`] : []),
    ...(tickless.length > 0 ? [`${formatCpuList(tickless)} without clock ticks (nohz_full)`] : []),
  ];
  if (facts.length > 0) return [{ code: "ISOLATION", level: "ok", title, detail: facts.join(", ") }];
  const last = cpus.at(-1)?.cpu ?? 0;
  const mend =
    cpus.length < 3
      ? undefined
      : `Boot option, for the last bit of quiet: isolcpus=${last} nohz_full=${last}`;
  return [{ code: "ISOLATION", level: "ok", title, detail: "none", mend }];
}

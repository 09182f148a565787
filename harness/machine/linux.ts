import type { Machine } from "../model/machine.js";
import { readNames, readNumber, readText, type System } from "../support/system.js";
import { parseCpuInfo } from "./cpuinfo.js";
import { hypervisor } from "./hypervisor.js";
import { isaOf, isInstructionSet } from "./instructions.js";
import { machineId } from "./name.js";

const CACHES = "sys/devices/system/cpu/cpu0/cache";

export function linuxMachine(system: System): Machine {
  const cpu = parseCpuInfo(readText(system, "proc/cpuinfo") ?? "");
  const arm = system.arch === "arm64";
  const caches = readCaches(system);
  return {
    id: machineId({
      cpu: cpu.name,
      identity: cpu.identity,
      generation: cpu.generation,
      instructions: cpu.features.filter((feature) => isInstructionSet(feature, arm)),
      caches,
      cpus: cpu.cpus,
    }),
    cpu: cpu.name,
    isa: isaOf(cpu.features, arm),
    features: cpu.features,
    cpus: cpu.cpus,
    caches,
    os: readOsRelease(system).PRETTY_NAME ?? "Linux",
    kernel: readText(system, "proc/sys/kernel/osrelease") ?? "unknown",
    virtual: hypervisor(system, cpu.features),
  };
}

function readCaches(system: System): Machine["caches"] {
  return readNames(system, CACHES)
    .filter((name) => /^index\d+$/.test(name))
    .map((name) => ({
      level: readNumber(system, `${CACHES}/${name}/level`) ?? 0,
      type: readText(system, `${CACHES}/${name}/type`) ?? "Unified",
      bytes: parseSize(readText(system, `${CACHES}/${name}/size`) ?? ""),
    }))
    .filter(({ bytes }) => bytes > 0);
}

/** `1024K` is 1,048,576. */
function parseSize(text: string): number {
  const [, digits, unit] = /^(\d+)([KMG]?)$/.exec(text) ?? [];
  return Number(digits ?? 0) * 1024 ** " KMG".indexOf(unit || " ");
}

/** `/etc/os-release`: `ID`, `ID_LIKE`, `PRETTY_NAME`. */
export function readOsRelease(system: System): Readonly<Record<string, string>> {
  const lines = (readText(system, "etc/os-release") ?? "").split("\n");
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value.replace(/^["']|["']$/g, "")]];
    }),
  );
}

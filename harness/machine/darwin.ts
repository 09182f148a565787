import type { Machine } from "../model/machine.js";
import { isaOf } from "./instructions.js";
import { machineId } from "./name.js";

/** Apple's names of optional instructions, in Linux' words where those differ from the lower-cased rest. */
const LINUX_NAMES: Readonly<Record<string, string>> = {
  AdvSIMD: "asimd",
  AdvSIMD_HPFPCvt: "asimdhp",
  FEAT_DotProd: "asimddp",
  FEAT_FP16: "fphp",
  FEAT_LSE: "atomics",
  FEAT_FHM: "asimdfhm",
  FEAT_FCMA: "fcma",
};

/** Cores of the fast kind come first (perflevel0). */
const CACHES = [
  { key: "hw.perflevel0.l1dcachesize", level: 1, type: "Data" },
  { key: "hw.perflevel0.l1icachesize", level: 1, type: "Instruction" },
  { key: "hw.perflevel0.l2cachesize", level: 2, type: "Unified" },
];

export async function darwinMachine(): Promise<Machine> {
  const { runTool } = await import("../support/spawn.js");
  const { output } = await runTool("/usr/sbin/sysctl", ["hw", "machdep.cpu", "kern"]);
  return parseSysctl(output);
}

/** From the lines `key: value` of `sysctl hw machdep.cpu kern` on Apple silicon. */
export function parseSysctl(output: string): Machine {
  const values = new Map(
    output.split("\n").flatMap((line): [string, string][] => {
      const [, key, value] = /^([\w.]+): (.*)$/.exec(line) ?? [];
      return key === undefined || value === undefined ? [] : [[key, value]];
    }),
  );
  const features = [...values].flatMap(([key, value]) => {
    const name = /^hw\.optional\.(?:arm\.)?(\w+)$/.exec(key)?.[1];
    if (name === undefined || value !== "1") return [];
    return [LINUX_NAMES[name] ?? name.replace(/^FEAT_/, "").toLowerCase()];
  });
  const caches = CACHES.flatMap(({ key, level, type }) => {
    const bytes = Number(values.get(key) ?? 0);
    return bytes > 0 ? [{ level, type, bytes }] : [];
  });
  const cpu = values.get("machdep.cpu.brand_string") ?? "Apple";
  const cpus = Number(values.get("hw.logicalcpu") ?? 1);
  const identity = values.get("hw.cpufamily") ?? "";
  return {
    id: machineId({ cpu, identity, generation: null, instructions: features, caches, cpus }),
    cpu,
    isa: isaOf(features, true),
    features: [...new Set(features)].sort(),
    cpus,
    caches,
    os: `macOS ${values.get("kern.osproductversion") ?? ""}`.trim(),
    kernel: values.get("kern.osrelease") ?? "unknown",
    virtual: values.get("kern.hv_vmm_present") === "1" ? "Apple Virtualization" : null,
  };
}

import type { Machine } from "../model/machine.js";
import { DEVICES, spellings } from "../support/features.js";
import { x86Levels } from "./instructions.js";

/** Why this machine cannot run what `requires` these features or devices: one reason each, none if it can. */
export function missingRequirements(requires: readonly string[], machine: Machine): string[] {
  const available = new Set([
    ...machine.features,
    ...(machine.isa.startsWith("x86") ? ["x86_64", ...x86Levels(machine.features)] : ["aarch64", "arm64"]),
  ]);
  return requires.flatMap((name) =>
    spellings(name).some((form) => available.has(form))
      ? []
      : [DEVICES[name.toLowerCase()] ?? `this CPU has no ${name}`],
  );
}

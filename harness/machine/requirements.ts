import type { Machine } from "../model/machine.js";
import { DEVICES, spellings } from "../support/features.js";
import { installedPackage, requiredPackage } from "../support/installed.js";
import { x86Levels } from "./instructions.js";

/** What is not there, and how to come by it. */
export interface MissingRequirement {
  readonly reason: string;
  readonly mend: string;
}

/**
 * What `requires` names and this machine or project does not have: CPU features, devices, and packages installed at an
 * exact version. `root`: the project's folder.
 */
export function missingRequirements(
  requires: readonly string[],
  machine: Machine,
  root: string,
): MissingRequirement[] {
  const available = new Set([
    ...machine.features,
    ...(machine.isa.startsWith("x86") ? ["x86_64", ...x86Levels(machine.features)] : ["aarch64", "arm64"]),
  ]);
  return requires.flatMap((name) => {
    const wanted = requiredPackage(name);
    if (wanted) return missingPackage(wanted, root);
    if (spellings(name).some((form) => available.has(form))) return [];
    const reason = DEVICES[name.toLowerCase()] ?? `this CPU has no ${name}`;
    return [{ reason, mend: `Run it on a machine that has ${name}.` }];
  });
}

function missingPackage({ name, version }: { name: string; version: string }, root: string) {
  const installed = installedPackage(root, name)?.version;
  if (installed === version) return [];
  const found = installed === undefined ? "not installed" : `installed as ${installed}`;
  return [
    { reason: `${name} ${version} is ${found}`, mend: `npm install --save-optional ${name}@${version}` },
  ];
}

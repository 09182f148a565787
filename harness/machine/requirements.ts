import type { DeviceApi } from "../model/device.js";
import { DEVICE_APIS } from "../model/devices.js";
import type { Machine } from "../model/machine.js";
import { requiredDevice, spellings } from "../support/features.js";
import { installedPackage, requiredPackage } from "../support/installed.js";
import { deviceMend } from "./devices/mend.js";
import { findDevices } from "./devices.js";
import { distributionOf } from "./install.js";
import { x86Levels } from "./instructions.js";

/** What is not there, and how to come by it. */
export interface MissingRequirement {
  readonly reason: string;
  readonly mend: string;
}

/**
 * What `requires` names and this machine or project does not have: CPU features, devices, and packages installed at an
 * exact version. `root`: the project's folder. Only a device that is required makes anybody look for devices.
 */
export async function missingRequirements(
  requires: readonly string[],
  machine: Machine,
  root: string,
): Promise<MissingRequirement[]> {
  const available = new Set([
    ...machine.features,
    ...(machine.isa.startsWith("x86") ? ["x86_64", ...x86Levels(machine.features)] : ["aarch64", "arm64"]),
  ]);
  const missing = await Promise.all(
    requires.map((name) => {
      const wanted = requiredPackage(name);
      if (wanted) return missingPackage(wanted, root);
      const api = requiredDevice(name);
      if (api !== null) return missingDevice(api);
      if (spellings(name).some((form) => available.has(form))) return [];
      return [{ reason: `this CPU has no ${name}`, mend: `Run it on a machine that has ${name}.` }];
    }),
  );
  return missing.flat();
}

async function missingDevice(api: DeviceApi): Promise<MissingRequirement[]> {
  const why = (await findDevices()).missing[api];
  if (why === null) return [];
  const reason = `this machine has no ${DEVICE_APIS[api]} device that can be used: ${why}`;
  return [{ reason, mend: deviceMend(api, why, distributionOf()) }];
}

function missingPackage({ name, version }: { name: string; version: string }, root: string) {
  const installed = installedPackage(root, name)?.version;
  if (installed === version) return [];
  const found = installed === undefined ? "not installed" : `installed as ${installed}`;
  return [
    { reason: `${name} ${version} is ${found}`, mend: `npm install --save-optional ${name}@${version}` },
  ];
}

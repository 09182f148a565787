import { access, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Device } from "../model/device.js";
import type { Bandwidth, Machine } from "../model/machine.js";
import type { Project } from "../model/project.js";
import { canonical } from "../support/canonical.js";
import { writeFailure } from "./failures.js";
import { createFolder } from "./lasting.js";
import { machineSchema, nonconformity } from "./schema.js";

/**
 * Writes `results/<machine>/machine.json` unless it is there.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function writeMachine(project: Project, machine: Machine): Promise<void> {
  const path = join(project.results, machine.id, "machine.json");
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!there) await write(path, machine);
}

/** What `machine.json` says; null when it is not there, or damaged (which reading records tells). */
export async function readMachine(project: Project, id: string): Promise<Machine | null> {
  const text = await readFile(join(project.results, id, "machine.json"), "utf8").catch(() => "null");
  try {
    const value: unknown = JSON.parse(text);
    return nonconformity(machineSchema, value) === null ? (value as Machine) : null;
  } catch {
    return null;
  }
}

/**
 * Writes `results/<machine>/machine.json`, or adds to it what it does not know yet; of bandwidths, the one measured last;
 * devices of all: machines that are alike but for these have one name.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function mergeMachine(project: Project, machine: Machine): Promise<void> {
  const own = await readMachine(project, machine.id);
  const bandwidths = [own?.bandwidth, machine.bandwidth].filter((one) => one !== undefined);
  const [bandwidth] = bandwidths.sort((a, b) => (a.at < b.at ? 1 : -1));
  const devices = allDevices(own?.devices ?? [], machine.devices ?? []);
  const unknown = Object.entries(machine).filter(([key]) => !Object.hasOwn(own ?? {}, key));
  const merged = {
    ...(own ?? machine),
    ...Object.fromEntries(unknown),
    ...(bandwidth && { bandwidth }),
    ...(devices.length > 0 && { devices }),
  };
  if (canonical(merged) === canonical(own)) return;
  await write(join(project.results, machine.id, "machine.json"), merged);
}

/** Of each device the later description; there may be several of one kind that nothing tells apart. */
function allDevices(earlier: readonly Device[], later: readonly Device[]): readonly Device[] {
  const known = new Set(later.map(keyOf));
  return [...earlier.filter((device) => !known.has(keyOf(device))), ...later];
}

const keyOf = ({ api, platform, name, uuid }: Device): string => [api, platform, uuid ?? name].join("\0");

async function write(path: string, machine: Machine): Promise<void> {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    await createFolder(dirname(path));
    await writeFileAtomic(path, `${JSON.stringify(machine, null, 2)}\n`);
  } catch (error) {
    throw writeFailure(error, path);
  }
}

/** What `machine.json` knows of memory bandwidth; null when nothing, or when it is damaged (which reading records tells). */
export async function readBandwidth(project: Project, machine: string): Promise<Bandwidth | null> {
  return (await readMachine(project, machine))?.bandwidth ?? null;
}

/**
 * Writes `machine.json` with what was found out now; what else was found out before stays.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function amendMachine(
  project: Project,
  machine: Machine,
  found: Pick<Machine, "bandwidth" | "devices">,
): Promise<void> {
  const before = await readMachine(project, machine.id);
  const devices = found.devices && { devices: allDevices(before?.devices ?? [], found.devices) };
  const known = { ...before, ...found, ...devices };
  if (before && canonical(known) === canonical(before)) return;
  await write(join(project.results, machine.id, "machine.json"), {
    ...machine,
    ...(known.bandwidth && { bandwidth: known.bandwidth }),
    ...(known.devices && { devices: known.devices }),
  });
}

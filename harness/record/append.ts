import { access, type FileHandle, mkdir, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Bandwidth, Machine } from "../model/machine.js";
import type { Project } from "../model/project.js";
import type { MeasurementRecord } from "../model/record.js";
import { canonical } from "../support/canonical.js";
import { writeObstacle } from "../support/writable.js";
import { writeFailure } from "./failures.js";
import { syncFolder, whileLocked } from "./lasting.js";
import { machineSchema, nonconformity } from "./schema.js";

const NEWLINE = 0x0a;
/** How long it waits for others that record. */
const LOCK_SECONDS = 8;

/**
 * Fails when `results/<machine>/` cannot be written, before anything is measured. Creates nothing.
 * @throws ProblemError RESULTS_NOT_WRITABLE
 */
export async function assertWritable(project: Project, machine: string): Promise<void> {
  const folder = join(project.results, machine);
  const obstacle = await writeObstacle(folder);
  if (obstacle !== null) throw writeFailure(obstacle, folder);
}

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
 * Writes `results/<machine>/machine.json`, or adds to it what it does not know yet; of bandwidths, the one measured last.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function mergeMachine(project: Project, machine: Machine): Promise<void> {
  const own = await readMachine(project, machine.id);
  const bandwidths = [own?.bandwidth, machine.bandwidth].filter((one) => one !== undefined);
  const [bandwidth] = bandwidths.sort((a, b) => (a.at < b.at ? 1 : -1));
  const unknown = Object.entries(machine).filter(([key]) => !Object.hasOwn(own ?? {}, key));
  const merged = {
    ...(own ?? machine),
    ...Object.fromEntries(unknown),
    ...(bandwidth === undefined ? {} : { bandwidth }),
  };
  if (JSON.stringify(merged) === JSON.stringify(own)) return;
  await write(join(project.results, machine.id, "machine.json"), merged);
}

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
  if (before && canonical({ ...before, ...found }) === canonical(before)) return;
  const { bandwidth, devices } = { ...before, ...found };
  await write(join(project.results, machine.id, "machine.json"), {
    ...machine,
    ...(bandwidth && { bandwidth }),
    ...(devices && { devices }),
  });
}

/**
 * Appends one line to `results/<machine>/<target>.jsonl` and returns when it is on the disk. A line that an earlier
 * crash left unfinished stays as it is: the new one starts on its own line.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function appendRecord(project: Project, record: MeasurementRecord): Promise<void> {
  const path = join(project.results, record.machine, `${record.target}.jsonl`);
  await locked(path, () => appendLine(path, JSON.stringify(record)));
}

/**
 * The same for those of `records`, all of one machine and target, that `isNew` says of with the file as it is. Returns these.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function appendMissing(
  path: string,
  records: readonly MeasurementRecord[],
  isNew: (record: MeasurementRecord, text: string) => boolean,
): Promise<readonly MeasurementRecord[]> {
  return locked(path, async () => {
    const text = await readFile(path, "utf8").catch(() => "");
    const missing = records.filter((record) => isNew(record, text));
    for (const record of missing) await appendLine(path, JSON.stringify(record));
    return missing;
  });
}

/** Runs `work` while no other process writes the file. */
async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    await createFolder(dirname(path));
    return await whileLocked(path, LOCK_SECONDS, work);
  } catch (error) {
    throw writeFailure(error, path);
  }
}

async function appendLine(path: string, line: string): Promise<void> {
  const file = await open(path, "a+");
  let created: boolean;
  try {
    const { size } = await file.stat();
    created = size === 0;
    const bytes = Buffer.from(`${(await endsTorn(file, size)) ? "\n" : ""}${line}\n`);
    const { bytesWritten } = await file.write(bytes, 0, bytes.length);
    if (bytesWritten < bytes.length) {
      throw Object.assign(new Error(`only ${bytesWritten} of ${bytes.length} bytes fit`), { code: "ENOSPC" });
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (created) await syncFolder(dirname(path));
}

async function endsTorn(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

async function createFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await syncFolder(dirname(first));
}

import { type FileHandle, open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Project } from "../model/project.js";
import type { MeasurementRecord } from "../model/record.js";
import { writeObstacle } from "../support/writable.js";
import { writeFailure } from "./failures.js";
import { createFolder, syncFolder, whileLocked } from "./lasting.js";

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
 * Appends one line to `results/<machine>/<target>.jsonl` and returns when it is on the disk. A line that an earlier
 * crash left unfinished stays as it is: the new one starts on its own line.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function appendRecord(project: Project, record: MeasurementRecord): Promise<void> {
  const path = join(project.results, record.machine, `${record.target}.jsonl`);
  await locked(path, () => appendLines(path, [record]));
}

/**
 * The same for those records, of the machine and target of `path`, that `missingIn` finds missing in the file as it is.
 * Returns these.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function appendMissing(
  path: string,
  missingIn: (text: string) => readonly MeasurementRecord[],
): Promise<readonly MeasurementRecord[]> {
  return locked(path, async () => {
    const missing = missingIn(await readFile(path, "utf8").catch(() => ""));
    if (missing.length > 0) await appendLines(path, missing);
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

async function appendLines(path: string, records: readonly MeasurementRecord[]): Promise<void> {
  const lines = records.map((record) => `${JSON.stringify(record)}\n`).join("");
  const file = await open(path, "a+");
  let created: boolean;
  try {
    const { size } = await file.stat();
    created = size === 0;
    const bytes = Buffer.from(`${(await endsTorn(file, size)) ? "\n" : ""}${lines}`);
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

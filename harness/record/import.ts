import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { PortableRecords } from "../model/portable.js";
import type { Project } from "../model/project.js";
import type { MeasurementRecord } from "../model/record.js";
import { appendMissing } from "./append.js";
import { faultOfMachine, faultOfRecord, withPlainText } from "./foreign.js";
import { mergeMachine, readMachine } from "./machine.js";

/** Brings records that were made elsewhere under the id of their machine. */

interface Imported {
  /** Those that were new. */
  readonly added: readonly MeasurementRecord[];
  readonly known: number;
}

/** What is wrong with records that are to be imported, or null; nothing is written, and nothing but `results/` is read. */
export async function faultOfPortable(
  project: Project,
  { machines, records }: PortableRecords,
): Promise<string | null> {
  for (const machine of machines) {
    const { id } = machine;
    const wrong = faultOfMachine(machine, id);
    if (wrong !== null) return wrong;
    const own = await readMachine(project, id);
    if (own !== null && (own.cpu !== machine.cpu || own.isa !== machine.isa))
      return `${id} is the name of another machine here`;
  }
  const described = new Set(machines.map(({ id }) => id));
  for (const record of records) {
    const wrong = faultOfRecord(record, record.machine, record.target);
    if (wrong !== null) return wrong;
    if (!described.has(record.machine)) return `it does not describe the machine ${record.machine}`;
  }
  const changed = await changedRecord(project, records.map(withPlainText));
  return (
    changed && `run ${changed.run.id} measured something else here (${changed.target} ${changed.workload})`
  );
}

/** A record that is here with other content. */
async function changedRecord(
  project: Project,
  records: readonly MeasurementRecord[],
): Promise<MeasurementRecord | null> {
  const seen = new Map<string, string>();
  for (const [path, group] of byFile(project, records)) {
    for (const line of (await readFile(path, "utf8").catch(() => "")).split("\n")) {
      const key = keyIn(line);
      if (key !== null) seen.set(`${path}\0${key}`, line);
    }
    for (const record of group) {
      const key = `${path}\0${keyOf(record)}`;
      const line = JSON.stringify(record);
      const other = seen.get(key);
      if (other !== undefined && other !== line) return record;
      seen.set(key, line);
    }
  }
  return null;
}

/**
 * Appends the records that are not here yet, under the lock and onto the disk as those that are made here, and describes
 * their machines. They must have been found faultless.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function importRecords(project: Project, portable: PortableRecords): Promise<Imported> {
  for (const machine of portable.machines) await mergeMachine(project, withPlainText(machine));
  const records = portable.records.map(withPlainText);
  const added: MeasurementRecord[] = [];
  for (const [path, group] of byFile(project, records)) {
    const once = [...new Map(group.map((record) => [keyOf(record), record])).values()];
    once.sort((a, b) => (a.run.at < b.run.at ? -1 : 1));
    added.push(
      ...(await appendMissing(path, (text) => {
        const known = new Set(text.split("\n").map(keyIn));
        return once.filter((record) => !known.has(keyOf(record)));
      })),
    );
  }
  return { added, known: records.length - added.length };
}

function byFile(project: Project, records: readonly MeasurementRecord[]): Map<string, MeasurementRecord[]> {
  const files = new Map<string, MeasurementRecord[]>();
  for (const record of records) {
    const path = join(project.results, record.machine, `${record.target}.jsonl`);
    files.set(path, [...(files.get(path) ?? []), record]);
  }
  return files;
}

/** What a record is one of: no run measures the same twice. */
const keyOf = ({ run, target, workload }: MeasurementRecord): string => [run.id, target, workload].join("\0");

function keyIn(line: string): string | null {
  try {
    return keyOf(JSON.parse(line) as MeasurementRecord);
  } catch {
    return null; // torn, or of another form: it is no record to compare with
  }
}

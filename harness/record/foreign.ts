import { isAbsolute } from "node:path";
import type { Machine } from "../model/machine.js";
import type { MeasurementRecord } from "../model/record.js";
import { machineSchema, nonconformity, recordSchema } from "./schema.js";

/** What may come in of results that were measured elsewhere: they come from processes that ran native code. */

/** Of machines and targets, which become names of folders and files. */
export const NAME = /^[A-Za-z0-9][\w.-]*$/;
const COMMIT = /^[0-9a-f]{40,64}$/;

/** Messages quote what was found; a line break in them could begin a command to a CI runner. */
const LONGEST_COMPLAINT = 300;
export const quotable = (text: string): string =>
  text
    .replaceAll(/[^\x20-\x7e]+/g, " ")
    .replaceAll("##[", "## [")
    .slice(0, LONGEST_COMPLAINT);

/** Why a record is not taken for one of that machine and target, or null. */
export function faultOfRecord(value: unknown, machine: string, id: string): string | null {
  const wrong = nonconformity(recordSchema, value);
  if (wrong !== null) return wrong;
  const { target, workload, variants, run, content, ...record } = value as MeasurementRecord;
  if (record.machine !== machine || target !== id) return "a record is of another machine or target";
  const names = [machine, target, workload, run.id, ...Object.keys(variants)];
  const strange = names.find((name) => !NAME.test(name));
  if (strange !== undefined) return `${strange} is no name`;
  if (run.commit !== null && !COMMIT.test(run.commit)) return `${run.commit} is no commit`;
  // Telling whether a record is stale reads these.
  const outside = content.files.find((path) => isAbsolute(path) || path.split(/[\\/]/).includes(".."));
  return outside === undefined ? null : `${outside} is no file of the project`;
}

/** Why a machine's description is not taken for that of `id`, or null. */
export function faultOfMachine(value: unknown, id: string): string | null {
  const wrong = nonconformity(machineSchema, value);
  if (wrong !== null) return wrong;
  if (!NAME.test(id)) return `${id} is no name`;
  return (value as Machine).id === id ? null : "it is of another machine";
}

/** All text in `value` without what could steer a terminal; line breaks and tabs stay. */
export function withPlainText<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, "") as T;
  if (Array.isArray(value)) return value.map(withPlainText) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withPlainText(part)])) as T;
}

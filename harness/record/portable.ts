import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import * as v from "valibot";
import type { Origin } from "../model/bundle.js";
import { type PortableRecords, RECORDS_SCHEMA } from "../model/portable.js";
import type { Project } from "../model/project.js";
import { writeFailure } from "./failures.js";
import { scan } from "./scan.js";
import { machineSchema, nonconformity, recordSchema } from "./schema.js";

/** `records.json`: what was recorded elsewhere, in one file that tells when it is not whole. */

/** SHA-256 (hex) of the content as `JSON.stringify` writes it, which reading and writing it again does not change. */
const checksum = (content: string): string => createHash("sha256").update(content).digest("hex");

/**
 * Writes all records of a project, whole or not at all.
 * @throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function writePortable(file: string, project: Project, origin: Origin): Promise<void> {
  const { lines, machines } = scan(project);
  const records = lines.map(({ value }) => value);
  const content = { origin, machines, records };
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(
      file,
      `${JSON.stringify({ schema: RECORDS_SCHEMA, sha256: checksum(JSON.stringify(content)), content })}\n`,
    );
  } catch (error) {
    throw writeFailure(error, file);
  }
}

/** Why a file is not taken. */
export interface Unreadable {
  readonly fault: "damaged" | "newer" | "other";
  readonly message: string;
}

const schema = v.object({
  origin: v.object({
    name: v.nullable(v.string()),
    roots: v.array(v.string()),
    commit: v.nullable(v.string()),
    dirty: v.boolean(),
  }),
  machines: v.array(machineSchema),
  records: v.array(recordSchema),
});

/** What the text of such a file holds, in the form in which it was written; otherwise what is wrong with it. */
export function readPortable(text: string): PortableRecords | Unreadable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { fault: "damaged", message: "it is no whole JSON document" };
  }
  const { schema: name, sha256, content: read } = Object(value) as Record<string, unknown>;
  const version = /^pawl\/records@(\d+)$/.exec(String(name))?.[1];
  if (version === undefined) return { fault: "other", message: "it holds no records of a bundle" };
  if (name !== RECORDS_SCHEMA) return { fault: "newer", message: `its schema is ${version}` };
  if (isDeeper(read, DEEPEST)) return { fault: "other", message: "it is nested as no record is" };
  const written = JSON.stringify(read) as string | undefined;
  if (written === undefined || sha256 !== checksum(written))
    return { fault: "damaged", message: "its checksum does not fit" };
  // As it would be kept: numbers that are too large to read, such as 1e999, cannot be written again.
  const content: unknown = JSON.parse(written);
  const newer = newerRecord(content);
  if (newer !== null) return { fault: "newer", message: `it has a record of schema ${newer}` };
  const wrong = nonconformity(schema, content);
  return wrong === null ? (content as PortableRecords) : { fault: "other", message: wrong };
}

/** Levels; records have fewer than ten, and whoever walks through thousands runs out of stack. */
const DEEPEST = 32;

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeper(part, levels - 1)));

function newerRecord(content: unknown): string | null {
  const { records } = Object(content) as { readonly records?: unknown };
  for (const record of Array.isArray(records) ? records : []) {
    const version = /^pawl\/record@(\d+)$/.exec(String(Object(record).schema))?.[1];
    if (version !== undefined && Number(version) > 1) return version;
  }
  return null;
}

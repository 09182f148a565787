import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Machine } from "../model/machine.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import { RECORD_SCHEMA } from "../model/record.js";
import { machineSchema, nonconformity } from "./schema.js";

/** A parsed line, checked only as far as choosing among records needs. */
export interface Line {
  /** `results/<machine>/<id>.jsonl:<line>` */
  readonly where: string;
  readonly machine: string;
  readonly target: string;
  readonly workload: string;
  readonly at: string;
  /** The whole, unchecked. */
  readonly value: object;
}

interface Scan {
  readonly lines: readonly Line[];
  readonly machines: readonly Machine[];
  readonly problems: readonly Problem[];
}

/** Parses everything below `results/`. What cannot be read is reported and passed over; nothing is ever deleted. */
export function scan(project: Project): Scan {
  const lines: Line[] = [];
  const machines: Machine[] = [];
  const problems: Problem[] = [];
  for (const path of files(project.results)) {
    const where = relative(project.root, path).split(sep).join("/");
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (error) {
      problems.push(unreadable(where, error as NodeJS.ErrnoException));
      continue;
    }
    if (path.endsWith(".jsonl")) parseLines(text, where, lines, problems);
    else parseMachine(text, where, machines, problems);
  }
  return { lines, machines, problems };
}

/** Record files and machine descriptions, one folder deep, in an order that no file system decides. */
function files(results: string): string[] {
  return entries(results).flatMap((folder) =>
    folder.isDirectory()
      ? entries(join(results, folder.name)).flatMap(({ name }) =>
          name === "machine.json" || name.endsWith(".jsonl") ? [join(results, folder.name, name)] : [],
        )
      : [],
  );
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function parseMachine(text: string, where: string, machines: Machine[], problems: Problem[]): void {
  const value = parse(text);
  const fault = nonconformity(machineSchema, value);
  if (fault === null) machines.push(value as Machine);
  else {
    const mend = "Delete it: the next `bench run` on that machine writes it anew.";
    problems.push({
      code: "MACHINE_DAMAGED",
      message: `A machine's description is damaged (${fault}).`,
      where,
      mend,
    });
  }
}

function parseLines(text: string, file: string, lines: Line[], problems: Problem[]): void {
  const parts = text.split("\n");
  parts.forEach((part, index) => {
    if (part.trim() === "") return;
    const where = `${file}:${index + 1}`;
    const value = parse(part);
    const problem = lineProblem(value, part, where, index === parts.length - 1);
    if (problem === null) lines.push({ where, value: value as object, ...key(value) });
    else problems.push(problem);
  });
}

function lineProblem(value: unknown, text: string, where: string, unfinished: boolean): Problem | null {
  if (value === undefined && unfinished) {
    const message = "The last record was cut short, by a crash or a full disk. It is skipped.";
    return {
      code: "RECORD_TORN",
      message,
      where,
      mend: "Measure again; the next record starts on its own line.",
    };
  }
  if (value === undefined && /^(<{7}|={7}|>{7})/.test(text)) {
    const mend =
      "Keep the lines of both sides; `results/**/*.jsonl merge=union` in .gitattributes does so by itself.";
    return { code: "RECORD_DAMAGED", message: "A merge conflict was left in a record file.", where, mend };
  }
  const version = /^pawl\/record@(\d+)$/.exec(key(value).schema)?.[1];
  if (version !== undefined && key(value).schema !== RECORD_SCHEMA) {
    const message = `A record was written by a newer pawl (schema ${version}). It is skipped.`;
    return { code: "RECORD_NEWER", message, where, mend: "Upgrade pawl: npm install pawl@latest" };
  }
  if (version !== undefined && key(value).complete) return null;
  return damaged(where, value === undefined ? "it is not JSON" : "it is not a record");
}

/** What choosing needs, with empty strings for what is not there. */
function key(value: unknown) {
  const record = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  const run = (typeof record.run === "object" && record.run !== null ? record.run : {}) as Record<
    string,
    unknown
  >;
  const text = (part: unknown) => (typeof part === "string" ? part : "");
  const found = {
    schema: text(record.schema),
    machine: text(record.machine),
    target: text(record.target),
    workload: text(record.workload),
    at: text(run.at),
  };
  return { ...found, complete: Object.values(found).every((part) => part !== "") };
}

export const damaged = (where: string, reason: string): Problem => ({
  code: "RECORD_DAMAGED",
  message: `A record is damaged (${reason}). It is skipped.`,
  where,
  mend: "Restore the line from version control, or delete it if it is worth nothing.",
});

const unreadable = (where: string, error: NodeJS.ErrnoException): Problem => ({
  code: "RECORDS_NOT_READABLE",
  message: `A results file cannot be read (${error.code}).`,
  where,
  mend: "Give yourself permission to read it.",
});

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { lstat, mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Project } from "../model/project.js";
import type { BestByCase, RatchetFile } from "../model/ratchet.js";
import { ProblemError } from "../support/problem.js";
import { writeFailure } from "./failures.js";
import { faultOfMachine, faultOfRecord, NAME, quotable } from "./foreign.js";
import { readRatchet } from "./ratchet.js";

/**
 * Takes over what another job measured. Its files come from a process that ran native code, so that nothing but results
 * gets in: known names, regular files, bounded, in the form in which they are written here, and records only by appending.
 */

const RECORDS = /^([A-Za-z0-9][\w.-]*)\.jsonl$/;

/** Far above what there is; they bound time and memory. */
const MOST_FILES = 2_000;
const LARGEST_FILE = 32 * 1024 * 1024;

interface Found {
  readonly machine: string;
  readonly name: string;
  readonly text: string;
}

/**
 * Copies what is new in `<folder>/<machine>/`: `ratchet.json`, `machine.json`, `<id>.jsonl`. All is examined before
 * anything is written. Returns the written files, relative to `results/`.
 * @throws ProblemError ADOPT_REFUSED, RATCHET_DAMAGED, RESULTS_NOT_WRITABLE, DISK_FULL
 */
export async function adoptResults(project: Project, folder: string): Promise<readonly string[]> {
  const changed: Found[] = [];
  for (const { machine, name } of await listFiles(folder)) {
    const path = join(folder, machine, name);
    const text = await readFile(path, "utf8");
    const own = await readFile(join(project.results, machine, name), "utf8").catch(() => "");
    const wrong = await faultOf({ machine, name, text }, own, { ...project, root: folder, results: folder });
    if (wrong !== null) throw refused(path, wrong);
    if (text !== own) changed.push({ machine, name, text });
  }
  const { default: writeFileAtomic } = await import("write-file-atomic");
  for (const { machine, name, text } of changed) {
    const path = join(project.results, machine, name);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFileAtomic(path, text);
    } catch (error) {
      throw writeFailure(error, path);
    }
  }
  return changed.map(({ machine, name }) => join(machine, name));
}

/** What is there, none of it read yet. */
async function listFiles(folder: string): Promise<readonly Omit<Found, "text">[]> {
  const found: Omit<Found, "text">[] = [];
  for (const machine of await foldersOf(folder)) {
    for (const name of await readdir(join(folder, machine))) {
      const path = join(folder, machine, name);
      const known = name === "ratchet.json" || name === "machine.json" || RECORDS.test(name);
      if (!known) throw refused(path, "it is no file of results");
      const stats = await lstat(path);
      if (!stats.isFile()) throw refused(path, "it is no regular file");
      if (stats.size > LARGEST_FILE) throw refused(path, "it is too large");
      found.push({ machine, name });
      if (found.length > MOST_FILES) throw refused(folder, "these are too many files");
    }
  }
  return found;
}

async function foldersOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw refused(folder, "there is no such folder");
  });
  const stray = entries.find((entry) => !entry.isDirectory() || !NAME.test(entry.name));
  if (stray) throw refused(join(folder, stray.name), "it is no machine's folder");
  return entries.map(({ name }) => name);
}

/** Why a file is not taken, or null. `own`: what it would replace; `there`: the project, as far as it lies in the folder. */
async function faultOf({ machine, name, text }: Found, own: string, there: Project): Promise<string | null> {
  if (name === "ratchet.json") {
    const ratchet = await readRatchet(there, machine).catch((error: Error) => error.message);
    if (typeof ratchet === "string") return ratchet;
    if (ratchet?.machine !== machine) return "it is of another machine";
    const kept = new Set(casesOf(ratchet.best));
    const lost = casesOf((parsed(own) as RatchetFile | null)?.best).find((one) => !kept.has(one));
    return lost === undefined ? null : `it forgets the best-known of ${lost}`;
  }
  if (name === "machine.json") {
    return faultOfMachine(parsed(text), machine);
  }
  if (!text.startsWith(own)) return "records are only ever added";
  const id = name.replace(RECORDS, "$1");
  const added = text.slice(own.length).split("\n");
  const faults = added.map((line) => (line === "" ? null : faultOfRecord(parsed(line), machine, id)));
  return faults.find((fault) => fault !== null) ?? null;
}

const casesOf = (best: BestByCase = {}): string[] =>
  Object.entries(best).flatMap(([target, workloads]) =>
    Object.entries(workloads).flatMap(([workload, variants]) =>
      Object.keys(variants).map((variant) => `${target} ${workload} ${variant}`),
    ),
  );

/** Null where it is no JSON: no schema takes that. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const refused = (where: string, what: string): ProblemError =>
  new ProblemError({
    code: "ADOPT_REFUSED",
    message: `Nothing is taken over: ${quotable(what)}.`,
    where: quotable(where),
    mend: "Give a folder that holds <machine>/ratchet.json, machine.json and <id>.jsonl, and nothing else.",
  });

import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { loadSummaries } from "../load/summaries.js";
import type { ImportedRecord, ImportReport } from "../model/bundling.js";
import type { PortableRecords } from "../model/portable.js";
import type { Project } from "../model/project.js";
import type { MeasurementRecord } from "../model/record.js";
import type { TargetSummary } from "../model/target.js";
import { contentHash, isStale } from "../record/content.js";
import { quotable } from "../record/foreign.js";
import { faultOfPortable, importRecords } from "../record/import.js";
import { readPortable } from "../record/portable.js";
import { changedSince, commitOf, rootsOf } from "../support/git.js";
import { EXIT, type ExitCode, ProblemError } from "../support/problem.js";
import { inBytes } from "../support/units.js";
import type { Finished } from "./context.js";
import { track } from "./track.js";

/** Far above what there is; it bounds time and memory. */
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Brings home what bundles recorded, `files` as `records.json` has it, and renders `tracking.md` anew. All of it is examined
 * before anything is written, and none of it is executed. Throws ProblemError IMPORT_UNREADABLE (exit code 2),
 * IMPORT_DAMAGED, IMPORT_NEWER, IMPORT_FOREIGN, IMPORT_REFUSED, RESULTS_NOT_WRITABLE and DISK_FULL.
 */
export async function importFiles(
  project: Project,
  files: readonly string[],
): Promise<Finished<ImportReport>> {
  const { summaries, problems } = await loadSummaries(project);
  const roots = await rootsOf(project.root);
  const contents: PortableRecords[] = [];
  for (const file of files) {
    const found = readPortable(await readText(file));
    if ("fault" in found) throw unreadable(file, found);
    const foreign = foreignTo(found, summaries, { root: project.root, roots });
    if (foreign !== null) throw refusal("IMPORT_FOREIGN", file, foreign.message, foreign.mend);
    const wrong = await faultOfPortable(project, found);
    if (wrong !== null)
      throw refusal(
        "IMPORT_REFUSED",
        file,
        `Nothing is imported: ${wrong}.`,
        "Name a records.json as `bench run` leaves it.",
      );
    contents.push(found);
  }
  const added: MeasurementRecord[] = [];
  let known = 0;
  for (const content of contents) {
    const imported = await importRecords(project, content);
    added.push(...imported.added);
    known += imported.known;
  }
  const tracked = added.length > 0 ? (await track(project, { check: false })).report.problems : [];
  const all = [...problems, ...tracked.filter(({ code }) => code === "TRACKING_NOT_WRITABLE")];
  return {
    report: {
      schema: "pawl/import@1",
      machines: [...new Set(contents.flatMap(({ machines }) => machines.map(({ id }) => id)))].sort(),
      added: await Promise.all(added.map((record) => describe(project, summaries, record))),
      known,
      problems: all,
    },
    exitCode: all.length > 0 ? EXIT.failed : EXIT.ok,
  };
}

async function readText(file: string): Promise<string> {
  const mend = "Name a records.json that `bench run` left in a bundle.";
  try {
    const found = await stat(file);
    if (!found.isFile()) throw refusal("IMPORT_UNREADABLE", file, "This is no file.", mend, EXIT.usage);
    if (found.size > LARGEST_FILE)
      throw refusal(
        "IMPORT_REFUSED",
        file,
        `The file has ${inBytes(found.size)}; it is read up to ${inBytes(LARGEST_FILE)}.`,
        mend,
      );
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw refusal("IMPORT_UNREADABLE", file, `The records cannot be read (${code}).`, mend, EXIT.usage);
  }
}

const FAULTS = {
  damaged: ["IMPORT_DAMAGED", "The file is damaged", "Copy records.json from the bundle's folder again."],
  newer: ["IMPORT_NEWER", "The file was written by a newer pawl", "Update pawl here, then import it again."],
  other: [
    "IMPORT_REFUSED",
    "This is not what a bundle leaves",
    "Name a records.json that `bench run` left in a bundle.",
  ],
} as const;

function unreadable(file: string, { fault, message }: { fault: keyof typeof FAULTS; message: string }) {
  const [code, what, mend] = FAULTS[fault];
  return refusal(code, file, `${what}: ${message}.`, mend);
}

/** Why records do not belong to this project, or null: by its first commits, or where these are not known by their sources. */
function foreignTo(
  { origin, records }: PortableRecords,
  summaries: readonly TargetSummary[],
  { root, roots }: { readonly root: string; readonly roots: readonly string[] },
): { readonly message: string; readonly mend: string } | null {
  const mend = "Import it in the project that the bundle was made from.";
  const other = {
    message: `These are records of another project (${origin.name ?? "without a name"}).`,
    mend,
  };
  const told = origin.roots.length > 0 && roots.length > 0;
  if (told && !origin.roots.some((commit) => roots.includes(commit))) return other;
  const declared = new Set(summaries.map(({ id }) => id));
  const unknown = [...new Set(records.map(({ target }) => target))].filter((id) => !declared.has(id));
  if (unknown.length === 0) {
    const files = records.flatMap(({ content }) => content.files);
    const none = files.length > 0 && !files.some((file) => existsSync(join(root, file)));
    return !told && none ? other : null;
  }
  const commit = origin.commit === null ? "" : ` at ${origin.commit.slice(0, 12)}`;
  return {
    message: `No target here is called ${unknown.slice(0, 5).join(", ")}.`,
    mend: `${mend} If this is it, import where these are declared, as they were${commit}.`,
  };
}

async function describe(
  project: Project,
  summaries: readonly TargetSummary[],
  { machine, target, workload, run, content }: MeasurementRecord,
): Promise<ImportedRecord> {
  const summary = summaries.find(({ id }) => id === target);
  const names = { machine, target, workload, run: run.id };
  if (!summary?.workloads.includes(workload))
    return { ...names, stale: "this workload is no longer declared" };
  const now = contentHash(project.root, summary.hash, content.files);
  if (!isStale(content.hash, now)) return { ...names, stale: null };
  return { ...names, stale: await reason(project, run.commit, [...content.files, summary.file]) };
}

/** What differs from when it was measured, as far as git can tell. */
async function reason({ root }: Project, commit: string | null, files: readonly string[]): Promise<string> {
  if (commit === null || (await commitOf(root, commit)) === null)
    return "measured with other sources or another declaration";
  const changed = await changedSince(root, commit, files);
  if (changed.length === 0) return "measured with changes that were not committed, or made in the bundle";
  return `changed since ${commit.slice(0, 12)}: ${changed.slice(0, 3).join(", ")}`;
}

const refusal = (
  code: string,
  where: string,
  message: string,
  mend: string,
  exitCode?: ExitCode,
): ProblemError =>
  new ProblemError({ code, message: quotable(message), where, mend: quotable(mend) }, exitCode);

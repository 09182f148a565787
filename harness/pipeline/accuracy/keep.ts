import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { AccuracyReport } from "../../model/accuracy.js";
import type { PeersReport } from "../../model/peers.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import { writeFailure } from "../../record/failures.js";

/** Pictures of an earlier page that the new one need not have. */
const PICTURE = /^accuracy-[a-z]+\.svg$/;

/** What a measurement that is no whole one leaves, in the scratch folder. Returns what it wrote, relative to `project`. */
export async function keepPartial(project: Project, report: AccuracyReport): Promise<string[]> {
  const path = join(project.scratch, "accuracy", "partial.json");
  await write(path, JSON.stringify(report));
  return [relative(project.root, path)];
}

/** Tells that what `results/` holds rests on more comparisons than `report`, and should stay; null when it does not. */
export async function fullerReport(project: Project, report: AccuracyReport): Promise<Problem | null> {
  const path = join(project.results, report.machine.id, "accuracy.json");
  const [kept, made] = [comparisonsOf(await readFile(path, "utf8").catch(() => "null")), runsOf(report)];
  if (kept <= made) return null;
  return {
    code: "ACCURACY_KEPT",
    message: `An earlier report rests on ${kept} comparisons and this one on ${made}: the earlier one stays.`,
    where: path,
    mend: "Take more --runs, or delete that file first.",
  };
}

const runsOf = ({ scenarios }: Pick<AccuracyReport, "scenarios">): number =>
  scenarios.reduce((sum, { score }) => sum + score.runs, 0);

/** 0 for what is no report. */
function comparisonsOf(text: string): number {
  try {
    return runsOf(JSON.parse(text) as AccuracyReport);
  } catch {
    return 0;
  }
}

/**
 * Writes `results/<machine>/accuracy.json` and the page beside it, which shows `peers.json` too where that is there.
 * Returns what it wrote, relative to `project`. Throws ProblemError RESULTS_NOT_WRITABLE, DISK_FULL.
 */
export async function keepAccuracy(project: Project, report: AccuracyReport): Promise<string[]> {
  const folder = join(project.results, report.machine.id);
  await write(join(folder, "accuracy.json"), JSON.stringify(report));
  const { renderAccuracy } = await import("../../render/accuracy/index.js");
  const page = await renderAccuracy(report, await readPeers(folder));
  for (const [name, text] of page) await write(join(folder, name), text);
  const stale = (await readdir(folder)).filter((name) => PICTURE.test(name) && !page.has(name));
  for (const name of stale) await rm(join(folder, name));
  return ["accuracy.json", ...page.keys()].map((name) => relative(project.root, join(folder, name)));
}

async function readPeers(folder: string): Promise<PeersReport | null> {
  const text = await readFile(join(folder, "peers.json"), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as PeersReport);
}

async function write(path: string, text: string): Promise<void> {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, text.endsWith("\n") ? text : `${text}\n`);
  } catch (error) {
    throw writeFailure(error, path);
  }
}

import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openProject } from "../load/project.js";
import { loadSummaries } from "../load/summaries.js";
import type { ListReport } from "../model/reports.js";
import type { Target } from "../model/target.js";
import { BUNDLE_LAYOUT } from "../support/bundle.js";
import { ProblemError } from "../support/problem.js";
import { runTool } from "../support/spawn.js";

/**
 * Lets a bundle list its targets as it will elsewhere, with nothing of this environment: that its Node starts, that
 * everything is in it, and that its declarations mean there what they mean here, so that its records will count.
 * @throws ProblemError BUNDLE_INCOMPLETE
 */
export async function rehearse(
  folder: string,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<void> {
  const { exitCode, output } = await runTool(join(folder, "bench"), ["list", "--json"], {
    ...{ bare: true, env: { PATH: "/usr/bin:/bin" }, cwd: "/", signal },
  });
  signal.throwIfAborted();
  const report = documentIn(output);
  const [problem] = report?.problems ?? [];
  if (exitCode !== 0 || report === null || problem) {
    throw incomplete(problem ? `${problem.code}  ${problem.message}` : output.trim(), problem?.where);
  }
  const project = openProject(join(folder, BUNDLE_LAYOUT.project), ".");
  // What it listed is what its cache of declarations says now.
  const there = new Map((await loadSummaries(project)).summaries.map(({ id, hash }) => [id, hash]));
  const other = targets.find(({ id, hash }) => there.get(id) !== hash);
  if (other) throw incomplete(`${other.id} means something else in the bundle than here`, other.file);
  await rm(project.scratch, { recursive: true, force: true });
}

function documentIn(output: string): ListReport | null {
  try {
    return JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as ListReport;
  } catch {
    return null;
  }
}

const incomplete = (what: string, where = "targets/"): ProblemError =>
  new ProblemError({
    code: "BUNDLE_INCOMPLETE",
    message: `The bundle does not work by itself: ${what}`,
    where,
    mend: "A declaration may import `pawl`, Node's own modules and files of the project; leave others out of the selection. It is tried in the folder for temporary files ($TMPDIR), which must let programs run.",
  });

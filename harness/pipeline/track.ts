import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { loadSummaries } from "../load/summaries.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { TrackReport } from "../model/reports.js";
import { readRecords } from "../record/read.js";
import { standing } from "../record/standing.js";
import { EXIT } from "../support/problem.js";
import type { Finished } from "./context.js";

/** Renders `tracking.md` from declarations and records; with `check`, only tells whether it is up to date. */
export async function track(
  project: Project,
  options: { readonly check: boolean },
): Promise<Finished<TrackReport>> {
  const { summaries, problems } = await loadSummaries(project);
  const records = readRecords(project, summaries);
  const { renderTracking, trackingView } = await import("../render/tracking.js");
  const text = await renderTracking(trackingView(summaries, records, standing(summaries, records.chosen)));
  const old = await readFile(project.tracking, "utf8").catch(() => null);
  const changed = old !== text;
  const obstacle = changed && !options.check ? await write(project.tracking, text) : null;
  return {
    report: {
      schema: "pawl/track@1",
      file: relative(project.root, project.tracking),
      changed,
      written: changed && !options.check && obstacle === null,
      problems: [...problems, ...records.problems, ...(obstacle ? [obstacle] : [])],
    },
    // A damaged record is told, never a failure: what is left of the table is still true.
    exitCode: problems.length > 0 || obstacle || (changed && options.check) ? EXIT.failed : EXIT.ok,
  };
}

async function write(file: string, text: string): Promise<Problem | null> {
  const { default: writeFileAtomic } = await import("write-file-atomic");
  try {
    await writeFileAtomic(file, text);
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return {
      code: "TRACKING_NOT_WRITABLE",
      message: `The table cannot be written (${code}); the records are safe.`,
      where: file,
      mend: "Make it a file that you may write to, in a folder that you may write to, then run `bench track`.",
    };
  }
}

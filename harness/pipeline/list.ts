import { loadSummaries } from "../load/summaries.js";
import type { Project, Selection } from "../model/project.js";
import type { ListReport } from "../model/reports.js";
import { readRecords } from "../record/read.js";
import { standing } from "../record/standing.js";
import { EXIT } from "../support/problem.js";
import type { Finished } from "./context.js";
import { select } from "./select.js";

/** What is declared and where it stands; executes no native code. */
export async function list(project: Project, selection: Selection): Promise<Finished<ListReport>> {
  const declared = await loadSummaries(project);
  const { summaries } = declared;
  const { targets, problems } = select(project, declared, selection);
  const records = readRecords(project, summaries);
  const standings = new Map(
    standing(summaries, records.chosen).targets.map((target) => [target.target, target]),
  );
  return {
    report: {
      schema: "pawl/list@1",
      targets: targets.map((summary) => ({
        id: summary.id,
        title: summary.title,
        group: summary.group,
        file: summary.file,
        workloads: summary.workloads,
        variants: summary.variants.map(({ name }) => name),
        baseline: summary.baseline,
        optimized: summary.optimized ?? null,
        status: standings.get(summary.id)?.status ?? "NOT_STARTED",
        stale: standings.get(summary.id)?.stale ?? false,
      })),
      problems: [...problems, ...records.problems],
    },
    exitCode: problems.length > 0 ? EXIT.failed : EXIT.ok,
  };
}

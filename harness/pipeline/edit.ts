import { mkdir } from "node:fs/promises";
import { writeCi } from "../edit/ci.js";
import { promote as promoteIn } from "../edit/promote.js";
import { scaffold as scaffoldIn } from "../edit/scaffold.js";
import { loadSummaries } from "../load/summaries.js";
import type { Project } from "../model/project.js";
import type { InitReport, NewReport, PromoteReport } from "../model/reports.js";
import type { TargetSummary } from "../model/target.js";
import { readRecords } from "../record/read.js";
import { EXIT, ProblemError } from "../support/problem.js";
import type { Finished } from "./context.js";
import { select } from "./select.js";

/** Makes a target that runs at once. */
export async function scaffold(
  project: Project,
  name: string,
  template: string,
): Promise<Finished<NewReport>> {
  await mkdir(project.targets, { recursive: true });
  const { summaries } = await loadSummaries(project);
  const { id, files } = await scaffoldIn(
    project,
    name,
    template,
    summaries.map((summary) => summary.id),
  );
  return { report: { schema: "pawl/new@1", id, files, problems: [] }, exitCode: EXIT.ok };
}

/** Writes workflows for GitHub Actions. */
export async function initCi(
  project: Project,
  options: { readonly force: boolean; readonly branch?: string | undefined },
): Promise<Finished<InitReport>> {
  const written = await writeCi(project, options);
  return { report: { schema: "pawl/init@1", ...written, problems: [] }, exitCode: EXIT.ok };
}

/** Moves `optimized` to another variant, in the declaration's own text. */
export async function promote(
  project: Project,
  id: string,
  variant: string,
): Promise<Finished<PromoteReport>> {
  const declared = await loadSummaries(project);
  const selection = { selectors: [id], variants: [], workloads: [] };
  const { targets } = select(project, declared, selection);
  const [target, second] = targets;
  if (!target || second) {
    throw new ProblemError(
      {
        code: "UNKNOWN_TARGET",
        message: `"${id}" names ${target ? "several targets" : "no target"}.`,
        mend: "Name one id; `bench list` shows all.",
      },
      EXIT.usage,
    );
  }
  assertNotInvalid(project, target, variant);
  const { from, to } = await promoteIn(project, target, variant);
  return {
    report: { schema: "pawl/promote@1", id: target.id, file: target.file, from, to, problems: [] },
    exitCode: EXIT.ok,
  };
}

/** Throws ProblemError VARIANT_INVALID (exit code 5) where its row of the table would show that it is wrong. */
function assertNotInvalid(project: Project, target: TargetSummary, variant: string): void {
  const wrong = readRecords(project, [target]).chosen.find(
    ({ record, stale }) => !stale && record.variants[variant]?.state === "invalid",
  );
  if (wrong === undefined) return;
  const { workload, machine, variants } = wrong.record;
  const cause = variants[variant]?.problem;
  throw new ProblemError(
    {
      code: "VARIANT_INVALID",
      message: `${target.id}/${variant} is wrong (workload ${workload}, on ${machine})${cause ? `: ${cause.code}` : ""}.`,
      where: cause?.where ?? target.file,
      mend: `Mend it, or measure it again with \`bench run ${target.id}\`, then promote it.`,
    },
    EXIT.wrong,
  );
}

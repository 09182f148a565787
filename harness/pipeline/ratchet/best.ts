import { localModules } from "../../load/modules.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { BestKnown } from "../../model/ratchet.js";
import type { MeasurementRecord } from "../../model/record.js";
import type { TargetSummary } from "../../model/target.js";
import { changedSince, commitOf, isAncestor } from "../../support/git.js";

/** What a record says of a variant, as something to be held against; null where it does not say that it is right and fast. */
export function bestOf(
  { variants, baseline, run, content }: MeasurementRecord,
  variant: string,
): Omit<BestKnown, "commit" | "identity"> | null {
  const own = variants[variant];
  if (own?.state !== "measured" || own.median_us === undefined || own.artifact === undefined) return null;
  return {
    content: content.hash,
    artifact: own.artifact,
    ratio: own.ratio,
    median_us: own.median_us,
    baseline_us: variants[baseline]?.median_us ?? null,
    at: run.at,
    record: run.id,
    distances: [],
  };
}

/** The commit from which what a fresh record measured can be built again, or why there is none. */
export async function commitWith(
  project: Project,
  { file, id }: TargetSummary,
  { run, content }: MeasurementRecord,
): Promise<string | Problem> {
  const problem = (message: string, mend: string): Problem => ({
    code: "RATCHET_UNCOMMITTED",
    message: `${id} cannot become a best-known: ${message}`,
    where: file,
    mend,
  });
  const head = await commitOf(project.root, "HEAD");
  if (head === null) {
    return problem(
      "there is no commit.",
      "A best-known is built again from its commit: `git init`, and commit.",
    );
  }
  const modules = localModules(project.root, file).map(({ path }) => path);
  const [changed] = await changedSince(project.root, head, [...content.files, ...modules]);
  if (changed !== undefined) {
    return problem(
      `${changed} is not committed as it was measured.`,
      "Commit the sources, then run it again.",
    );
  }
  // Where they are as old as that, the commit in which they were measured; but a branch that was squashed is gone.
  const { commit } = run;
  if (commit === null || !(await isAncestor(project.root, commit, head))) return head;
  const since = await changedSince(project.root, commit, [...content.files, ...modules]);
  return since.length === 0 ? commit : head;
}

import { localModules } from "../../load/modules.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { BestKnown } from "../../model/ratchet.js";
import type { MeasurementRecord } from "../../model/record.js";
import type { TargetSummary } from "../../model/target.js";
import { changedSince, commitOf } from "../../support/git.js";

/** What a record says of a variant, as something to be held against; null where it does not say that it is right and fast. */
export function bestOf(
  { variants, baseline, run, content }: MeasurementRecord,
  variant: string,
): Omit<BestKnown, "commit"> | null {
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
  const files = [...content.files, ...modules];
  // That in which it was measured lasts longest; that of a work tree that was committed later is today's.
  let changed: string | undefined;
  for (const commit of new Set([run.commit ?? head, head])) {
    if ((await commitOf(project.root, commit)) === null) continue;
    [changed] = await changedSince(project.root, commit, files);
    if (changed === undefined) return commit;
  }
  return problem(`${changed} is not committed as it was measured.`, "Commit the sources, then run it again.");
}

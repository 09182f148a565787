import { loadSummaries } from "../../load/summaries.js";
import { type Loaded, loadFiles } from "../../load/targets.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { TargetSummary } from "../../model/target.js";

/** What a project declares, on one side of a comparison. */
export interface Side {
  readonly project: Project;
  readonly summaries: readonly TargetSummary[];
  /** Of declarations that cannot be loaded. */
  readonly problems: readonly Problem[];
}

export async function openSide(project: Project): Promise<Side> {
  return { project, ...(await loadSummaries(project)) };
}

/**
 * The declarations of these ids, as far as they are declared and can be loaded; executes their TypeScript. `problems`: of
 * all declarations that cannot be loaded, since nobody knows which ids they have.
 */
export async function loadSide(
  { project, summaries, problems: before }: Side,
  ids: ReadonlySet<string>,
): Promise<{ loaded: ReadonlyMap<string, Loaded>; problems: readonly Problem[] }> {
  const files = summaries.filter(({ id }) => ids.has(id)).map(({ file }) => file);
  const { loaded, problems } = await loadFiles(project, files);
  return {
    loaded: new Map(loaded.map((one) => [one.target.id, one])),
    problems: [...before, ...problems],
  };
}

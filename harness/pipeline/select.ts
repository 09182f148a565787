import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";
import { selectTargets } from "../plan/select.js";
import { ProblemError } from "../support/problem.js";

/**
 * The targets that a command is about. A name may lead nowhere because its declaration cannot be loaded: then the
 * error says that too. Throws ProblemError as `selectTargets` does.
 */
export function select(
  project: Project,
  {
    summaries,
    problems,
  }: { readonly summaries: readonly TargetSummary[]; readonly problems: readonly Problem[] },
  selection: Selection,
): TargetSummary[] {
  try {
    return selectTargets(summaries, selection, project.root);
  } catch (error) {
    const meant = ({ where }: Problem) => selection.selectors.some((selector) => where?.includes(selector));
    const broken = problems.find(meant) ?? problems[0];
    if (!(error instanceof ProblemError) || !broken) throw error;
    const { problem, exitCode } = error;
    const message = `${problem.message} A declaration cannot be loaded: ${broken.code}  ${broken.message}`;
    throw new ProblemError(
      { ...problem, message, where: broken.where, mend: broken.mend ?? problem.mend },
      exitCode,
    );
  }
}

import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";
import { selectTargets } from "../plan/select.js";
import { ProblemError } from "../support/problem.js";
import { concerns } from "./concerns.js";

interface Declared {
  readonly summaries: readonly TargetSummary[];
  readonly problems: readonly Problem[];
}

interface Selected {
  readonly targets: readonly TargetSummary[];
  /** Targets that the selectors mean, without any of the named variants or workloads. */
  readonly leftOut: readonly TargetSummary[];
  /** Of declarations that could not be loaded, and that the selectors mean or may mean. */
  readonly problems: readonly Problem[];
}

/**
 * The targets that a command is about. A name may lead nowhere because its declaration cannot be loaded: then the
 * error says that too. Throws ProblemError as `selectTargets` does.
 */
export function select(project: Project, { summaries, problems }: Declared, selection: Selection): Selected {
  const { selectors } = selection;
  const found = (wanted: Selection) => selectTargets(summaries, wanted, project.root);
  try {
    const targets = found(selection);
    const meant = found({ selectors, variants: [], workloads: [] });
    return {
      targets,
      leftOut: meant.filter((target) => !targets.includes(target)),
      problems: problems.filter((problem) => concerns(problem, selectors, { summaries, meant, project })),
    };
  } catch (error) {
    const meant = ({ where }: Problem) => selectors.some((selector) => where?.includes(selector));
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

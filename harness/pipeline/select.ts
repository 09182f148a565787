import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../model/problem.js";
import type { Project, Selection } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";
import { selectTargets } from "../plan/select.js";
import { EXIT, ProblemError } from "../support/problem.js";
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
 * The targets that a command is about. Throws ProblemError as `selectTargets` does; where a name leads nowhere because
 * its declaration cannot be loaded, the problem of that.
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
    const [broken] = problems;
    if (!(error instanceof ProblemError) || !broken) throw error;
    const meant = problems.find(({ where }) =>
      selectors.some((selector) => declares(project, where, selector)),
    );
    if (meant) throw new ProblemError(meant, EXIT.failed, { cause: error });
    const { problem, exitCode } = error;
    const message = `${problem.message} A declaration cannot be loaded: ${broken.code}  ${broken.message}`;
    throw new ProblemError(
      { ...problem, message, where: broken.where, mend: broken.mend ?? problem.mend },
      exitCode,
    );
  }
}

/** Whether a place is about what `selector` names: by its path, or because the file holds the id, or one that begins so. */
function declares({ root }: Project, where: string | undefined, selector: string): boolean {
  if (where === undefined || selector === "") return false;
  if (where.includes(selector)) return true;
  try {
    const text = readFileSync(join(root, where.replace(/:\d+$/, "")), "utf8");
    return ['"', "'"].some((quote) => [quote, "."].some((end) => text.includes(`${quote}${selector}${end}`)));
  } catch {
    return false; // no file
  }
}

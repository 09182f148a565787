import type { Problem } from "../../harness/model/problem.js";
import type { Style } from "./style.js";

/**
 * The one form in which problems are shown:
 *
 *     CODE  what happened.
 *       where
 *       → how to mend
 *
 * Lines are not wrapped, so that paths and commands can be copied whole.
 */
export function renderProblem(problem: Problem, { colors }: Style): string {
  const lines = [`${colors.red(colors.bold(problem.code))}  ${indent(problem.message)}`];
  if (problem.where) lines.push(`  ${colors.dim(indent(problem.where))}`);
  if (problem.mend) lines.push(`  → ${indent(problem.mend)}`);
  return lines.join("\n");
}

/** Two problems with the same key are the same problem. */
const problemKey = ({ code, message, where }: Problem): string =>
  JSON.stringify([code, message, where ?? null]);

const indent = (text: string): string => text.trimEnd().replaceAll("\n", "\n  ");

/** Each of `problems` once, without those already `shown`. */
export function unshown(problems: readonly Problem[], shown: readonly Problem[]): Problem[] {
  const keys = new Set(shown.map(problemKey));
  return problems.filter((problem) => {
    const key = problemKey(problem);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
}

export const isShown = (problem: Problem, shown: readonly Problem[]): boolean =>
  unshown([problem], shown).length === 0;

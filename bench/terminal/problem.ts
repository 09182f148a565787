import type { Problem } from "../../harness/model/problem.js";
import { type Style, wrapped } from "./style.js";

/**
 * The one form in which problems are shown:
 *
 *     CODE  what happened.
 *       where
 *       → how to mend
 *
 * Prose is wrapped in a terminal; places stay whole, and so do further lines that begin with a space: they quote code.
 */
export function renderProblem(problem: Problem, style: Style): string {
  const { colors } = style;
  const lines = [prose(`${colors.red(colors.bold(problem.code))}  ${indent(problem.message)}`, style, 2)];
  if (problem.where) lines.push(`  ${colors.dim(indent(problem.where))}`);
  if (problem.mend) lines.push(prose(`  → ${indent(problem.mend)}`, style, 4));
  return lines.join("\n");
}

const prose = (text: string, style: Style, hanging: number): string =>
  text
    .split("\n")
    .map((line) => (line.startsWith("   ") ? line : wrapped(line, style, hanging)))
    .join("\n");

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

/** What happened and how to mend it, in a line. */
export const withMend = ({ message, mend }: Problem): string =>
  mend === undefined ? message : `${message} → ${mend}`;

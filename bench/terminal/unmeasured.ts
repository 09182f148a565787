import type { Problem } from "../../harness/model/problem.js";
import { isShown, withMend } from "./problem.js";

/** A variant that is out without being wrong. */
interface Out {
  readonly name: string;
  readonly state: string;
  readonly problem: Problem | null;
}

/** Variants that are out for one reason. */
interface Group {
  readonly names: readonly string[];
  readonly state: string;
  /** Why, and what to do about it, in a line; empty: not known. */
  readonly reason: string;
}

/**
 * One group per state and reason, in the order of their first variants: where a device is missing, it is missing for all.
 * What has been `shown` for every one of them is `as above`.
 */
export function groupOut(target: string, out: readonly Out[], shown: readonly Problem[]): Group[] {
  const groups = new Map<string, Out[]>();
  for (const one of out) {
    const key = `${one.state}: ${reasonOf(target, one)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((alike) => {
    const [first] = alike as [Out, ...Out[]];
    const told = alike.every(({ problem }) => problem !== null && isShown(problem, shown));
    return {
      names: alike.map(({ name }) => name),
      state: first.state,
      reason: told ? "as above" : reasonOf(target, first),
    };
  });
}

/** Without who it is about, and what became of it: the line says both. */
function reasonOf(target: string, { name, problem }: Out): string {
  if (problem === null) return "";
  const who = `${target}/${name} `;
  if (!problem.message.startsWith(who)) return withMend(problem);
  const message = problem.message
    .slice(who.length)
    .replace(/^(?:is skipped|cannot (?:run|be built) here): /, "");
  return withMend({ ...problem, message });
}

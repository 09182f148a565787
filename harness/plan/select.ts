import { join, resolve, sep } from "node:path";
import { distance } from "fastest-levenshtein";
import picomatch from "picomatch";
import type { Selection } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";
import { EXIT, ProblemError } from "../support/problem.js";

const SUGGESTIONS = 3;

/**
 * Targets that a selection is about, in the order of `summaries`; all when it is empty. A selector is tried as id, group
 * folder, what ids begin with before a dot (`G`: all `G.…`), glob on ids, path. With variants or
 * workloads named, only targets that have one of them. Throws ProblemError UNKNOWN_TARGET, UNKNOWN_VARIANT or
 * UNKNOWN_WORKLOAD (exit code 2) for a name that leads nowhere. Paths are relative to the working directory
 * or to `root`.
 */
export function selectTargets(
  summaries: readonly TargetSummary[],
  selection: Selection,
  root: string,
): TargetSummary[] {
  const { selectors, variants, workloads } = selection;
  const chosen = new Set(selectors.flatMap((selector) => selectOne(summaries, selector, root)));
  const targets = summaries.filter((target) => selectors.length === 0 || chosen.has(target));
  const namesOf = {
    variant: (t: TargetSummary) => t.variants.map(({ name }) => name),
    workload: (t: TargetSummary) => t.workloads,
  };
  assertKnown("variant", variants, targets.flatMap(namesOf.variant));
  assertKnown("workload", workloads, targets.flatMap(namesOf.workload));
  return targets.filter(
    (target) => hasOne(namesOf.variant(target), variants) && hasOne(namesOf.workload(target), workloads),
  );
}

const hasOne = (names: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((name) => names.includes(name));

function selectOne(summaries: readonly TargetSummary[], selector: string, root: string): TargetSummary[] {
  const folder = selector.replace(/\/+$/, "");
  const attempts: (() => TargetSummary[])[] = [
    () => summaries.filter(({ id }) => id === selector),
    () => summaries.filter(({ group }) => group === folder),
    () => summaries.filter(({ id }) => id.startsWith(`${selector}.`)),
    () => summaries.filter(({ id }) => selector !== "" && picomatch.isMatch(id, selector)),
    () => selectPath(summaries, selector, root),
  ];
  for (const attempt of attempts) {
    const found = attempt();
    if (found.length > 0) return found;
  }
  throw unknown(
    "target",
    selector,
    summaries.map(({ id }) => id),
  );
}

/** Targets below a folder, or the one whose folder holds the file. */
function selectPath(summaries: readonly TargetSummary[], selector: string, root: string): TargetSummary[] {
  if (selector === "") return [];
  const paths = [resolve(selector), resolve(root, selector), resolve(root, "targets", selector)];
  for (const path of paths) {
    const found = summaries.filter(({ file }) => {
      const declaration = join(root, file);
      const folder = resolve(declaration, "..");
      return declaration.startsWith(path + sep) || path.startsWith(folder + sep);
    });
    if (found.length > 0) return found;
  }
  return [];
}

function assertKnown(
  what: "variant" | "workload",
  wanted: readonly string[],
  names: readonly string[],
): void {
  const stray = wanted.find((name) => !names.includes(name));
  if (stray !== undefined) throw unknown(what, stray, names);
}

function unknown(
  what: "target" | "variant" | "workload",
  given: string,
  names: readonly string[],
): ProblemError {
  const nearest = [...new Set(names)]
    .map((name) => ({ name, far: distance(name.toLowerCase(), given.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, SUGGESTIONS)
    .map(({ name }) => name);
  const list = what === "target" ? "`bench list` shows all." : "";
  return new ProblemError(
    {
      code: `UNKNOWN_${what.toUpperCase()}`,
      message: `No ${what} is called "${given}".`,
      mend:
        nearest.length > 0
          ? `Nearest: ${nearest.join(", ")}. ${list}`.trim()
          : `There is none: \`bench new <id>\` makes a target.`,
    },
    EXIT.usage,
  );
}

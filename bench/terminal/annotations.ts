import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Problem } from "../../harness/model/problem.js";
import type { Project } from "../../harness/model/project.js";
import type { RatchetCase, RatchetOutcome, RatchetReport } from "../../harness/model/ratchet.js";
import type { CheckReport } from "../../harness/model/reports.js";
import { formatRatio, plural } from "./format.js";
import type { Terminal } from "./terminal.js";

/** Lines that GitHub Actions shows beside the code: https://docs.github.com/actions/reference/workflow-commands */

export interface Annotation {
  readonly level: "error" | "warning";
  readonly title: string;
  readonly message: string;
  /** A declaration, relative to the project root, and the variant it is about; null: about no file. */
  readonly place: { readonly file: string; readonly variant: string } | null;
}

export const inActions = (env: NodeJS.ProcessEnv): boolean => env.GITHUB_ACTIONS === "true";

/**
 * To stderr, which the runner reads, too: stdout may be a document. Of each level it keeps the first ten of a step, so that
 * `annotations` begin with the worst.
 */
export function annotate(terminal: Terminal, project: Project, annotations: readonly Annotation[]): void {
  const top = terminal.io.env.GITHUB_WORKSPACE ?? project.root;
  for (const { level, title, message, place } of annotations) {
    const path = place && join(project.root, place.file);
    const where = path && { file: relative(top, path), line: lineOf(readText(path), place.variant) };
    terminal.note(formatAnnotation(level, { ...where, title }, message));
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The line, from 1, that declares a variant in the text of a `target.ts`; 1 where none looks like it. */
export function lineOf(declaration: string, variant: string): number {
  const variants = /\bvariants["']?\s*:/.exec(declaration);
  if (variants === null) return 1;
  const from = variants.index + variants[0].length;
  const name = variant.replaceAll(/[.-]/g, "\\$&");
  const key = new RegExp(`(?<=[{,\\s])(["']?)${name}\\1\\s*:`).exec(declaration.slice(from));
  if (key === null) return 1;
  return declaration.slice(0, from + key.index).split("\n").length;
}

/** One workflow command. Its escapes are those of the runner: `%`, line ends, and in properties `:` and `,` as well. */
export function formatAnnotation(
  level: Annotation["level"],
  properties: { readonly [name: string]: string | number },
  message: string,
): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${pairs.join(",")}::${escapeData(message)}`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const told = ({ code, message, mend }: Problem): string =>
  `${code}  ${message}${mend === undefined ? "" : `\n→ ${mend}`}`;

const TOLD: { readonly [outcome in RatchetOutcome]?: Annotation["level"] } = {
  regression: "error",
  invalid: "error",
  failed: "error",
  ambiguous: "warning",
  incomparable: "warning",
  removed: "warning",
};

/** What a gate holds against variants, in the order of the report: the worst first. */
export const ratchetAnnotations = ({ cases, problems }: RatchetReport): Annotation[] => [
  ...problems.map(unplaced),
  ...cases.flatMap((one) => {
    const level = TOLD[one.outcome];
    if (level === undefined) return [];
    const { target, workload, variant, outcome, file } = one;
    const title = `${target} ${workload} ${variant}: ${outcome}`;
    return [{ level, title, message: describe(one), place: { file, variant } }];
  }),
];

function describe({ problem, measured, trials, best, reason }: RatchetCase): string {
  if (problem !== null) return told(problem);
  const last = measured.at(-1);
  const against = best === null ? "" : ` commit ${best.commit.slice(0, 12)}`;
  const figures = last
    ? `best-known${against} ÷ now: ${formatRatio(last)} in ${plural(trials * measured.length, "trial")}`
    : "";
  return [figures, reason ?? ""].filter((part) => part !== "").join("; ");
}

const unplaced = (problem: Problem): Annotation => ({
  level: "error",
  title: problem.code,
  message: `${told(problem)}${problem.where === undefined ? "" : `\n${problem.where}`}`,
  place: null,
});

/** What is wrong, each variant once; `files`: the declaration of each target. */
export function checkAnnotations(
  { results, problems, warnings }: CheckReport,
  files: ReadonlyMap<string, string>,
): Annotation[] {
  const wrong = new Map<string, Annotation>();
  for (const { target, workload, variants } of results) {
    for (const [variant, { state, problem }] of Object.entries(variants)) {
      if ((state !== "invalid" && state !== "failed") || problem === null) continue;
      const key = JSON.stringify([target, variant, problem.code]);
      const file = files.get(target);
      if (wrong.has(key)) continue;
      wrong.set(key, {
        level: "error",
        title: `${target} ${workload} ${variant}: ${state}`,
        message: told(problem),
        place: file === undefined ? null : { file, variant },
      });
    }
  }
  const doubts = warnings.map(
    ({ code, message }): Annotation => ({ level: "warning", title: code, message, place: null }),
  );
  return [...problems.map(unplaced), ...wrong.values(), ...doubts];
}

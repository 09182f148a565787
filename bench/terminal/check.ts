import type { Problem } from "../../harness/model/problem.js";
import type { CheckReport } from "../../harness/model/reports.js";
import { plural } from "./format.js";
import { renderProblem } from "./problem.js";
import type { Style } from "./style.js";

type CheckedVariant = CheckReport["results"][number]["variants"][string];

/** Every variant of every target × workload with its state, faults in full, and a count. */
export function renderCheck(report: CheckReport, style: Style): string {
  const { colors } = style;
  const sections = report.results.map(({ target, workload, variants }) =>
    [
      colors.bold(`${target} ${workload}`),
      ...Object.entries(variants).map(([name, variant]) => renderVariant(name, variant, style)),
    ].join("\n"),
  );
  return [...sections, summarise(report)].join("\n\n");
}

function renderVariant(name: string, { state, problem }: CheckedVariant, style: Style): string {
  const { colors } = style;
  if (isFault(state)) {
    const title = `  ${colors.red(state)}  ${name}`;
    return problem === null ? title : `${title}\n${indent(renderProblem(problem, style))}`;
  }
  if (state === "verified") return `  ${colors.green("verified")}  ${name}`;
  return colors.dim(`  ${state}  ${name}${problem === null ? "" : `: ${problem.message}`}`);
}

function summarise(report: CheckReport): string {
  const states = report.results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state));
  if (states.length === 0) return "Nothing was checked.";
  const count = (...wanted: CheckedVariant["state"][]) =>
    states.filter((state) => wanted.includes(state)).length;
  const others = [
    { state: "invalid", count: count("invalid") },
    { state: "failed to build", count: count("failed") },
    { state: "skipped", count: count("skipped") },
    { state: "built only", count: count("built") },
  ].filter((other) => other.count > 0);
  const cases = plural(states.length, "case");
  return `${[`${count("verified")} of ${cases} verified`, ...others.map((o) => `${o.count} ${o.state}`)].join(", ")}.`;
}

const isFault = (state: CheckedVariant["state"]): boolean => state === "invalid" || state === "failed";

const indent = (text: string): string => text.replaceAll(/^/gm, "    ");

/** Problems that `renderCheck` has shown in full. */
export const shownByCheck = (report: CheckReport): Problem[] =>
  report.results.flatMap(({ variants }) =>
    Object.values(variants).flatMap(({ state, problem }) =>
      problem !== null && isFault(state) ? [problem] : [],
    ),
  );

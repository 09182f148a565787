import type { Problem } from "../../harness/model/problem.js";
import type { CheckReport } from "../../harness/model/reports.js";
import { plural } from "./format.js";
import { isShown, renderProblem } from "./problem.js";
import { type Style, wrapped } from "./style.js";
import { groupOut } from "./unmeasured.js";

type Checked = CheckReport["results"][number];
type CheckedVariant = Checked["variants"][string];

/** Every variant of every target × workload with its state, faults in full, and a count. */
export function renderCheck(report: CheckReport, style: Style): string {
  const { colors } = style;
  const sections = report.results.map(({ target, workload, fuzz, variants }, i) => {
    const shown = problemsOf(report.results.slice(0, i));
    return [
      colors.bold(`${target} ${workload}`),
      ...(fuzz === null ? [] : [colors.dim(`  ${describeFuzz(fuzz)}`)]),
      ...renderVariants(target, variants, style, shown),
    ].join("\n");
  });
  const warnings = report.warnings.map(({ code, message }) =>
    wrapped(`${colors.yellow(`warning ${code}`)}  ${message}`, style),
  );
  return [...sections, ...warnings, summarise(report)].join("\n\n");
}

function describeFuzz({ inputs, seed, declared }: NonNullable<Checked["fuzz"]>): string {
  const what = declared ? plural(inputs, "drawn input") : `${plural(inputs, "new seed")} of this workload`;
  return `fuzzed with ${what} (--seed ${seed})${declared ? "" : "; target.ts declares no fuzz"}`;
}

/** A line each, or more where something is wrong; those that are out for one reason share theirs. */
function renderVariants(
  target: string,
  variants: Checked["variants"],
  style: Style,
  shown: readonly Problem[],
): string[] {
  const out = Object.entries(variants).flatMap(([name, { state, problem }]) =>
    isFault(state) || state === "verified" ? [] : [{ name, state, problem }],
  );
  const groups = groupOut(target, out, shown);
  return Object.entries(variants).flatMap(([name, variant]) => {
    if (!out.some((one) => one.name === name)) return renderVariant(name, variant, style, shown);
    const group = groups.find(({ names }) => names[0] === name);
    if (group === undefined) return [];
    const { names, state, reason } = group;
    const why = reason === "" ? "" : `: ${reason}`;
    return style.colors.dim(wrapped(`  ${state}  ${names.join(", ")}${why}`, style, 4));
  });
}

function renderVariant(
  name: string,
  { state, problem }: CheckedVariant,
  style: Style,
  shown: readonly Problem[],
): string {
  const { colors } = style;
  if (isFault(state)) {
    const title = `  ${colors.red(state)}  ${name}`;
    if (problem === null) return title;
    return isShown(problem, shown)
      ? `${title}: as above`
      : `${title}\n${indent(renderProblem(problem, { ...style, width: style.width - INDENT.length }))}`;
  }
  return `  ${colors.green("verified")}  ${name}`;
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
  const how = report.sanitizers.length > 0 ? ` with sanitizers (${report.sanitizers.join(", ")})` : "";
  return `${[`${count("verified")} of ${cases} verified${how}`, ...others.map((o) => `${o.count} ${o.state}`)].join(", ")}.`;
}

const isFault = (state: CheckedVariant["state"]): boolean => state === "invalid" || state === "failed";

const INDENT = "    ";
const indent = (text: string): string => text.replaceAll(/^/gm, INDENT);

/** Problems that `renderCheck` has shown in full. */
export const shownByCheck = ({ results }: CheckReport): Problem[] =>
  results.flatMap(({ variants }) =>
    Object.values(variants).flatMap(({ state, problem }) =>
      problem !== null && isFault(state) ? [problem] : [],
    ),
  );

const problemsOf = (results: readonly Checked[]): Problem[] =>
  results.flatMap(({ variants }) => Object.values(variants).flatMap(({ problem }) => problem ?? []));

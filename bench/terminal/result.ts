import type { Problem } from "../../harness/model/problem.js";
import type { Result, VariantResult } from "../../harness/model/record.js";
import { formatCount, formatPercent, plural } from "./format.js";
import { renderProblem } from "./problem.js";
import { renderMeasured } from "./result-table.js";
import type { Style } from "./style.js";
import { NARROW } from "./table.js";
import { verdictSentence } from "./verdict.js";

/** One target × workload: what was measured, the verdict, and why the other variants were not measured. */
export function renderResult(result: Result, style: Style): string {
  const { colors } = style;
  const variants = Object.entries(result.variants);
  const parts = [
    renderHeading(result, style),
    renderMeasured(result, style),
    verdictSentence(result) ?? "",
    variants
      .map(([name, variant]) => renderUnmeasured(name, variant))
      .filter((line) => line !== "")
      .map((line) => colors.dim(line))
      .join("\n"),
    ...variants.map(([name, variant]) => renderFault(name, variant, style)),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function renderHeading(result: Result, { colors, width }: Style): string {
  const title = colors.bold(`${result.target} ${result.workload}`);
  const codes = result.warnings.map(({ code }) => code);
  const doubts =
    codes.length === 0 ? "" : `\n${colors.yellow(`warnings: ${[...new Set(codes)].join(", ")}`)}`;
  if (result.trials === 0) return title + doubts;
  const facts = [
    plural(result.trials, "trial"),
    `${formatCount(result.rounds)} rounds (${formatPercent(result.kept)} kept)`,
    `margin ${formatPercent(result.margin)}`,
  ].join(", ");
  return `${title}${width < NARROW ? "\n" : "  "}${colors.dim(facts)}${doubts}`;
}

/** `sve skipped: …`: not measured, and nothing is wrong. */
function renderUnmeasured(name: string, { state, problem }: VariantResult): string {
  if (state === "skipped") return `${name} skipped: ${problem?.message ?? "a requirement is missing"}`;
  if (state === "built")
    return `${name} built, not measured: ${problem?.message ?? "its device is not here"}`;
  return "";
}

function renderFault(name: string, variant: VariantResult, style: Style): string {
  if (variant.state !== "invalid" && variant.state !== "failed") return "";
  const title = variant.state === "invalid" ? `${name} is invalid` : `${name} did not build`;
  const problem = variant.problem === null ? "" : `\n${renderProblem(variant.problem, style)}`;
  return `${style.colors.red(title)}${problem}`;
}

/** Problems that `renderResult` has shown in full. */
export const shownBy = (result: Result): Problem[] =>
  Object.values(result.variants).flatMap(({ state, problem }) =>
    problem !== null && (state === "invalid" || state === "failed") ? [problem] : [],
  );

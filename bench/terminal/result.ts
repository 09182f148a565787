import type { Device } from "../../harness/model/device.js";
import type { Problem } from "../../harness/model/problem.js";
import type { Result, VariantResult } from "../../harness/model/record.js";
import { deviceLines } from "./devices.js";
import { floorSentence } from "./floor.js";
import { formatCount, formatPercent, plural } from "./format.js";
import { isShown, renderProblem } from "./problem.js";
import { renderMeasured } from "./result-table.js";
import { type Style, wrapped } from "./style.js";
import { fits } from "./table.js";
import { groupOut } from "./unmeasured.js";
import { verdictSentence } from "./verdict.js";

/** What a result is shown with. */
interface Surroundings {
  /** Problems that have been shown. */
  readonly shown?: readonly Problem[];
  /** Those of the machine, to tell what a device is. */
  readonly devices?: readonly Device[];
}

/**
 * One target × workload: what was measured, the verdict, how far it is to the floor, and why the other variants
 * were not measured. A problem that has been shown is not shown again.
 */
export function renderResult(
  result: Result,
  style: Style,
  { shown = [], devices = [] }: Surroundings = {},
): string {
  const { colors } = style;
  const variants = Object.entries(result.variants);
  const floor = floorSentence(result);
  const parts = [
    renderHeading(result, style),
    renderMeasured(result, style),
    deviceLines(result, devices)
      .map((line) => colors.dim(wrapped(line, style)))
      .join("\n"),
    wrapped(verdictSentence(result) ?? "", style),
    floor === "" ? "" : colors.dim(wrapped(floor, style)),
    unmeasuredLines(result, shown)
      .map((line) => colors.dim(wrapped(line, style)))
      .join("\n"),
    ...variants.map(([name, variant]) => renderFault(name, variant, style, shown)),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function renderHeading(result: Result, style: Style): string {
  const { colors } = style;
  const title = colors.bold(`${result.target} ${result.workload}`);
  const codes = result.warnings.map(({ code }) => code);
  const doubts =
    codes.length === 0 ? "" : `\n${colors.yellow(`warnings: ${[...new Set(codes)].join(", ")}`)}`;
  if (result.trials === 0) return title + doubts;
  const facts = [
    describeTrials(result),
    `${formatCount(result.rounds)} rounds (${formatPercent(result.kept)} kept)`,
    `margin ${formatPercent(result.margin)}`,
    ...(result.cache === undefined ? [] : [`${result.cache} cache`]),
  ].join(", ");
  const line = `${title}  ${colors.dim(facts)}`;
  return (fits(line, style) ? line : `${title}\n${colors.dim(wrapped(facts, style))}`) + doubts;
}

/** `5 trials`; `6 trials (second stage: the 5 of the first only set their number)`. */
function describeTrials({ trials, stage_one: first }: Result): string {
  const count = plural(trials, "trial");
  return first === undefined
    ? count
    : `${count} (second stage: the ${formatCount(first)} of the first only set their number)`;
}

/** `sve, sve2 skipped: …`: not measured, and nothing is wrong. */
function unmeasuredLines({ target, variants }: Result, shown: readonly Problem[]): string[] {
  const out = Object.entries(variants).flatMap(([name, { state, problem }]) =>
    state === "skipped" || state === "built" ? [{ name, state, problem }] : [],
  );
  return groupOut(target, out, shown).map(({ names, state, reason }) =>
    state === "skipped"
      ? `${names.join(", ")} skipped: ${reason || "a requirement is missing"}`
      : `${names.join(", ")} built, not measured: ${reason || "its device is not here"}`,
  );
}

function renderFault(
  name: string,
  { state, problem }: VariantResult,
  style: Style,
  shown: readonly Problem[],
): string {
  if (state !== "invalid" && state !== "failed") return "";
  const title = style.colors.red(state === "invalid" ? `${name} is invalid` : `${name} did not build`);
  if (problem === null) return title;
  return isShown(problem, shown) ? `${title}: as above` : `${title}\n${renderProblem(problem, style)}`;
}

/** Problems that `renderResult` has shown in full. */
export const shownBy = (result: Result): Problem[] =>
  Object.values(result.variants).flatMap(({ state, problem }) =>
    problem !== null && (state === "invalid" || state === "failed") ? [problem] : [],
  );

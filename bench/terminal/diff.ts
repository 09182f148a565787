import type { Problem } from "../../harness/model/problem.js";
import type { DiffReport } from "../../harness/model/reports.js";
import type { RevisionPair, RevisionSide } from "../../harness/model/revisions.js";
import { formatRatio, formatTime, plural } from "./format.js";
import { renderProblem } from "./problem.js";
import { type Style, wrapped } from "./style.js";
import { fits, renderTable } from "./table.js";
import { colorVerdict } from "./verdict.js";

/** Two revisions: what was timed as a table, then what was not, with why. */
export function renderDiff(report: DiffReport, style: Style): string {
  const { pairs } = report;
  const measured = pairs.filter(({ state }) => state === "measured");
  const identical = pairs.filter(({ state }) => state === "identical");
  const warned = measured.filter(({ warnings }) => warnings.length > 0);
  const parts = [
    style.colors.bold(`${describeSide(report.before)} → ${describeSide(report.after)}`),
    measured.length === 0 ? "" : renderMeasuredPairs(measured, style),
    ...warned.map((pair) =>
      style.colors.yellow(`${nameOf(pair)}: ${pair.warnings.map(({ code }) => code).join(", ")}`),
    ),
    identical.length === 0
      ? ""
      : style.colors.dim(`${plural(identical.length, "variant")} of the same machine code`),
    ...pairs.flatMap((pair) => describeOther(pair, style)),
    pairs.length === 0 ? "Nothing is declared on both sides." : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n")}\n`;
}

const describeSide = ({ rev, commit }: RevisionSide): string => {
  const hash = commit?.slice(0, 12) ?? "no commit";
  if (rev === null) return "the work tree";
  return commit?.startsWith(rev) ? hash : `${rev} (${hash})`;
};

const nameOf = ({ target, workload, variant }: RevisionPair): string => `${target} ${workload} ${variant}`;

function renderMeasuredPairs(pairs: readonly RevisionPair[], style: Style): string {
  const { colors } = style;
  const rows = pairs.map((pair) => ({
    name: nameOf(pair),
    before: pair.before_us === null ? "" : formatTime(pair.before_us),
    after: pair.after_us === null ? "" : formatTime(pair.after_us),
    ratio: pair.ratio === null ? "" : formatRatio(pair.ratio),
    verdict: pair.verdict === null ? "" : colorVerdict(pair.verdict, style),
  }));
  const table = renderTable(
    [
      { title: colors.dim("target workload variant") },
      { title: colors.dim("then"), align: "right" },
      { title: colors.dim("now"), align: "right" },
      { title: colors.dim("then ÷ now") },
      { title: colors.dim("verdict") },
    ],
    rows.map(({ name, before, after, ratio, verdict }) => [name, before, after, ratio, verdict]),
  );
  if (fits(table, style)) return table;
  return rows
    .map(({ name, before, after, ratio, verdict }) => `${name}\n  ${before} → ${after}  ${ratio}  ${verdict}`)
    .join("\n");
}

function describeOther(pair: RevisionPair, style: Style): string[] {
  const { state, problem, reason } = pair;
  if (state === "measured" || state === "identical") return [];
  if (problem !== null && (state === "invalid" || state === "failed")) {
    const title = `${nameOf(pair)} ${state === "invalid" ? "is invalid" : "did not build"}`;
    return [`${style.colors.red(title)}\n${renderProblem(problem, style)}`];
  }
  return [style.colors.dim(wrapped(`${nameOf(pair)} ${state}: ${reason}`, style))];
}

/** Problems that `renderDiff` has shown in full. */
export const shownByDiff = ({ pairs }: DiffReport): Problem[] =>
  pairs.flatMap(({ state, problem }) =>
    problem !== null && (state === "invalid" || state === "failed") ? [problem] : [],
  );

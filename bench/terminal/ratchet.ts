import type { Problem } from "../../harness/model/problem.js";
import type { RatchetCase, RatchetOutcome, RatchetReport } from "../../harness/model/ratchet.js";
import { formatRatio, formatTime, plural } from "./format.js";
import { renderProblem } from "./problem.js";
import { type Style, wrapped } from "./style.js";
import { fits, renderTable } from "./table.js";

/** The gate's answer: what was measured, the worst last, what was not, and one line that says it all. */
export function renderRatchet(report: RatchetReport, style: Style): string {
  const { cases } = report;
  const worstLast = cases.toReversed();
  const measured = worstLast.filter(({ measured }) => measured.length > 0);
  const parts = [
    measured.length === 0 ? "" : renderMeasured(measured, style),
    ...worstLast.flatMap((one) => describeOther(one, style)),
    describeCounts(report),
    verdictLine(report, style),
  ];
  return `${parts.filter((part) => part !== "").join("\n")}\n`;
}

const nameOf = ({ target, workload, variant }: RatchetCase): string => `${target} ${workload} ${variant}`;

function paint(outcome: RatchetOutcome, { colors }: Style): string {
  if (outcome === "regression" || outcome === "invalid" || outcome === "failed") return colors.red(outcome);
  if (outcome === "improvement") return colors.green(outcome);
  return outcome === "ambiguous" ? colors.yellow(outcome) : outcome;
}

function renderMeasured(cases: readonly RatchetCase[], style: Style): string {
  const { colors } = style;
  const rows = cases.map((one) => {
    const last = one.measured.at(-1);
    return [
      nameOf(one),
      one.best?.commit.slice(0, 12) ?? "",
      one.best_us === null ? "" : formatTime(one.best_us),
      one.now_us === null ? "" : formatTime(one.now_us),
      last ? formatRatio(last) : "",
      paint(one.outcome, style),
    ];
  });
  const table = renderTable(
    [
      { title: colors.dim("target workload variant") },
      { title: colors.dim("best-known") },
      { title: colors.dim("best"), align: "right" },
      { title: colors.dim("now"), align: "right" },
      { title: colors.dim("best ÷ now") },
      { title: colors.dim("outcome") },
    ],
    rows,
  );
  if (fits(table, style)) return table;
  return rows
    .map(
      ([name, commit, best, now, ratio, outcome]) =>
        `${name}  ${outcome}\n  ${best} (${commit}) → ${now}  ${ratio}`,
    )
    .join("\n");
}

const QUIET = new Set<RatchetOutcome>(["identical", "created", "lowered", "unchanged"]);

function describeOther(one: RatchetCase, style: Style): string[] {
  const { outcome, problem, reason } = one;
  if (QUIET.has(outcome)) return [];
  const faulty = outcome === "invalid" || outcome === "failed";
  if (problem !== null && faulty) {
    return [`${style.colors.red(`${nameOf(one)} ${outcome}`)}\n${renderProblem(problem, style)}`];
  }
  if (reason === null) return [];
  return [style.colors.dim(wrapped(`${nameOf(one)} ${outcome}: ${reason}`, style))];
}

/** `2 unchanged, 5 identical`. */
function describeCounts({ counts }: RatchetReport): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(", ");
}

/** What to do, in a line. */
function verdictLine({ counts, cases, file, problems, written }: RatchetReport, { colors }: Style): string {
  if (counts.regression > 0) {
    const what = plural(
      counts.regression,
      "variant is slower than it was",
      "variants are slower than they were",
    );
    return colors.red(`${what}: mend it, or \`bench ratchet <id> --reset --why "…"\` if it is worth it.`);
  }
  const broken = counts.invalid + counts.failed;
  if (broken > 0) return colors.red(`${plural(broken, "variant")} could not be judged.`);
  if (problems.length > 0) return colors.red("The ratchet could not do all of its work.");
  if (counts.ambiguous > 0) {
    return colors.yellow("Something is left open: run it again, on a quieter machine.");
  }
  const astray = counts.incomparable + counts.removed;
  if (astray > 0) {
    const what = plural(astray, "variant has", "variants have");
    return colors.yellow(`${what} nothing to be held against any more; nothing is known to be slower.`);
  }
  if (cases.length === 0) return colors.yellow("Nothing was judged.");
  const better = counts.improvement + counts.created + counts.lowered;
  const news = better > 0 && written ? ` Commit ${file}: it holds what is new.` : "";
  return colors.green(`Nothing is slower than it was.${news}`);
}

/** Problems that `renderRatchet` has shown in full. */
export const shownByRatchet = ({ cases }: RatchetReport): Problem[] =>
  cases.flatMap(({ outcome, problem }) =>
    problem !== null && (outcome === "invalid" || outcome === "failed") ? [problem] : [],
  );

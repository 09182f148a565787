import type { Warning } from "../../harness/model/problem.js";
import { type Result, wasTried } from "../../harness/model/record.js";
import type { RunReport } from "../../harness/model/reports.js";
import { formatCount, formatPercent, plural, twoDigits } from "./format.js";
import { MOST_TRIALS, renderNext } from "./next.js";
import { type Style, wrapped } from "./style.js";

/** How a run went, beyond its results. */
interface Course {
  /** Results that were recorded. */
  readonly recorded: number;
  readonly interrupted: boolean;
  /** Whether it was about some of the variants or workloads only. */
  readonly partial: boolean;
  /** The half-width asked for, 0.005 for half a percent; null: none was. */
  readonly precision: number | null;
  /** In a bundle: the file that is to be imported at home. */
  readonly portable: string | null;
}

/** What follows the results of a run: each warning once, what fell short, what was kept, what to do next. */
export function renderClosing(report: RunReport, course: Course, style: Style): string {
  const missed = course.precision === null ? [] : unreached(report.results, course.precision);
  const parts = [
    renderWarnings(report.results, style),
    ...missed.map((line) => wrapped(line, style)),
    wrapped(renderKept(report, course), style),
  ];
  if (!course.interrupted) parts.push(renderNext(report.results, course, missed.length > 0, style));
  return parts.filter((part) => part !== "").join("\n");
}

/** Per comparison that stayed wider than asked for: by how much, and what would narrow it. */
function unreached(results: readonly Result[], precision: number): string[] {
  return results.flatMap(({ target, workload, trials, variants }) => {
    const [widest] = Object.entries(variants)
      .flatMap(([name, { ratio }]) =>
        ratio === null ? [] : [{ name, half: Math.log(ratio.high / ratio.low) / 2 }],
      )
      .sort((a, b) => b.half - a.half);
    if (widest === undefined || widest.half <= precision) return [];
    // The width of an interval falls with the root of the number of trials, if each lasts as long: they share
    // a budget.
    const needed = Math.ceil(trials * (widest.half / precision) ** 2);
    return [
      `${target} ${workload}: ±${formatPercent(twoDigits(widest.half, "up"))} reached (${widest.name}), ±${formatPercent(precision)} ` +
        `asked: ${
          needed > MOST_TRIALS
            ? `that would take about ${formatCount(needed)} trials, or a quieter machine (bench doctor).`
            : `try --trials ${needed}, with --budget raised in proportion.`
        }`,
    ];
  });
}

function renderKept({ results, machine, problems }: RunReport, { recorded, portable }: Course): string {
  if (results.length === 0) return "";
  if (!results.some(wasTried)) return "Nothing could run here, so there is nothing to record.";
  if (recorded === 0) return "Nothing was recorded.";
  const all = plural(results.length, "result");
  const what = recorded === results.length ? all : `${recorded} of ${all}`;
  if (portable !== null) return `Recorded ${what} in ${portable}.\nAt home: bench import records.json`;
  const table = problems.some(({ code }) => code === "TRACKING_NOT_WRITABLE")
    ? "tracking.md is not updated"
    : "tracking.md is updated";
  return `Recorded ${what} in results/${machine.id}/; ${table}.`;
}

function renderWarnings(results: readonly Result[], style: Style): string {
  const { colors } = style;
  const places = new Map<string, Warning & { where: string[] }>();
  for (const { target, workload, warnings } of results) {
    for (const warning of warnings) {
      const key = JSON.stringify(warning);
      const known = places.get(key) ?? { ...warning, where: [] };
      if (!known.where.includes(`${target} ${workload}`)) known.where.push(`${target} ${workload}`);
      places.set(key, known);
    }
  }
  return [...places.values()]
    .flatMap(({ code, message, advice, where }) => [
      `${colors.yellow(`warning ${code}`)}  ${message} ${colors.dim(`(${where.join(", ")})`)}`,
      ...(advice === undefined ? [] : [`  ${colors.dim(`→ ${advice}`)}`]),
    ])
    .map((line) => wrapped(line, style))
    .join("\n");
}

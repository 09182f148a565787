import type { Warning } from "../../harness/model/problem.js";
import type { Result } from "../../harness/model/record.js";
import type { RunReport } from "../../harness/model/reports.js";
import { formatCount, formatPercent, plural } from "./format.js";
import { type Style, wrapped } from "./style.js";
import { leadersOf } from "./verdict.js";

/** How a run went, beyond its results. */
interface Course {
  /** Results that were recorded. */
  readonly recorded: number;
  /** Comparisons that were planned, when an interruption kept some of them from being measured. */
  readonly interrupted: readonly Place[] | null;
  /** Whether it was about some of the variants or workloads only. */
  readonly partial: boolean;
  /** The half-width asked for, 0.005 for half a percent; null: none was. */
  readonly precision: number | null;
}

export interface Place {
  readonly target: string;
  readonly workload: string;
}

/** What follows the results of a run: each warning once, what fell short, what was kept, what to do next. */
export function renderClosing(report: RunReport, course: Course, style: Style): string {
  const { colors } = style;
  const missed = course.precision === null ? [] : unreached(report.results, course.precision);
  const parts = [
    renderWarnings(report.results, style),
    ...missed.map((line) => wrapped(line, style)),
    wrapped(renderUnmeasured(report.results, course), style),
    renderKept(report, course),
  ];
  const next = course.interrupted === null ? nextCommand(report.results, course, missed.length > 0) : null;
  if (next !== null) parts.push(`${colors.dim("next:")} ${next}`);
  return parts.filter((part) => part !== "").join("\n");
}

/** More are not advised: drift between the first and the last would matter more than their number. */
const MOST_TRIALS = 200;

/** Per comparison that stayed wider than asked for: by how much, and what would narrow it. */
function unreached(results: readonly Result[], precision: number): string[] {
  return results.flatMap(({ target, workload, trials, variants }) => {
    const [widest] = Object.entries(variants)
      .flatMap(([name, { ratio }]) =>
        ratio === null ? [] : [{ name, half: Math.log(ratio.high / ratio.low) / 2 }],
      )
      .sort((a, b) => b.half - a.half);
    if (widest === undefined || widest.half <= precision) return [];
    // The width of an interval falls with the root of the number of trials.
    const needed = Math.ceil(trials * (widest.half / precision) ** 2);
    return [
      `${target} ${workload}: ±${percentUp(widest.half)} reached (${widest.name}), ±${formatPercent(precision)} ` +
        `asked: ${
          needed > MOST_TRIALS
            ? `that would take about ${formatCount(needed)} trials, or a quieter machine (bench doctor).`
            : `try --trials ${needed} or a larger --budget.`
        }`,
    ];
  });
}

/** Two digits, rounded up: what is wider than 0.5 % is never shown as 0.5 %. */
function percentUp(share: number): string {
  const step = 10 ** (Math.floor(Math.log10(share)) - 1);
  return formatPercent(Math.ceil(share / step - 1e-9) * step);
}

const MOST_NAMED = 6;

function renderUnmeasured(results: readonly Result[], { interrupted }: Course): string {
  const missing = (interrupted ?? []).filter(
    ({ target, workload }) => !results.some((one) => one.target === target && one.workload === workload),
  );
  if (missing.length === 0) return "";
  const names = missing.slice(0, MOST_NAMED).map(({ target, workload }) => `${target} ${workload}`);
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : "";
  return `Not measured: ${names.join(", ")}${more}.`;
}

function renderKept({ results, machine, problems }: RunReport, { recorded }: Course): string {
  if (results.length === 0) return "";
  if (recorded === 0) return "Nothing was recorded.";
  const all = plural(results.length, "result");
  const what = recorded === results.length ? all : `${recorded} of ${all}`;
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

/** The command that most likely follows, or null when there is nothing to go on. */
function nextCommand(
  results: readonly Result[],
  { recorded, partial }: Course,
  missed: boolean,
): string | null {
  const faulty = results.find(({ variants }) =>
    Object.values(variants).some(({ state }) => state === "invalid" || state === "failed"),
  );
  if (faulty !== undefined) return `bench run ${faulty.target}  (when it is mended)`;
  const conclusive = recorded === results.length && !partial;
  const promotable = conclusive
    ? results.find(({ target }) => championOf(target, results) !== null)
    : undefined;
  if (promotable !== undefined) {
    const champion = championOf(promotable.target, results);
    return `bench promote ${promotable.target} ${champion}  (${champion} becomes its row of tracking.md)`;
  }
  const open = results.find(({ variants }) =>
    Object.values(variants).some(({ verdict }) => verdict === "inconclusive"),
  );
  // What a missed precision needs has been said.
  if (open !== undefined && missed) return null;
  if (open !== undefined) {
    const half = formatPercent(open.margin / 2).replace(" %", "");
    return `bench run ${open.target} --precision ${half}`;
  }
  return results.length === 0 ? null : "bench list";
}

/** The variant that is told apart as the best in every workload of the target without being its published change. */
function championOf(target: string, results: readonly Result[]): string | null {
  const own = results.filter((result) => result.target === target);
  const best = own[0]?.best ?? null;
  const wins = (result: Result) => {
    const { fastest, open } = leadersOf(result);
    return result.best === best && result.optimized !== best && fastest.length + open.length === 1;
  };
  return own.every(wins) ? best : null;
}

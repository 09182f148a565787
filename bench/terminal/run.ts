import wrapAnsi from "wrap-ansi";
import type { Warning } from "../../harness/model/problem.js";
import type { Result } from "../../harness/model/record.js";
import type { RunReport } from "../../harness/model/reports.js";
import { formatPercent, plural } from "./format.js";
import type { Style } from "./style.js";

/** What follows the results of a run, of which so many were recorded: each warning once, what was kept, what to do next. */
export function renderClosing(report: RunReport, recorded: number, style: Style): string {
  const { colors } = style;
  const parts = [renderWarnings(report.results, style), renderKept(report, recorded)];
  const next = nextCommand(report.results);
  if (next !== null) parts.push(`${colors.dim("next:")} ${next}`);
  return parts.filter((part) => part !== "").join("\n");
}

function renderKept({ results, machine, problems }: RunReport, recorded: number): string {
  if (results.length === 0) return "";
  if (recorded === 0) return "Nothing was recorded.";
  const all = plural(results.length, "result");
  const what = recorded === results.length ? all : `${recorded} of ${all}`;
  const table = problems.some(({ code }) => code === "TRACKING_NOT_WRITABLE")
    ? "tracking.md is not updated"
    : "tracking.md is updated";
  return `Recorded ${what} in results/${machine.id}/; ${table}.`;
}

function renderWarnings(results: readonly Result[], { colors, width, wraps }: Style): string {
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
      ...(advice === undefined ? [] : [colors.dim(`  → ${advice}`)]),
    ])
    .map((line) => (wraps ? wrapAnsi(line, width) : line))
    .join("\n");
}

/** The command that most likely follows, or null when there is nothing to go on. */
function nextCommand(results: readonly Result[]): string | null {
  const faulty = results.find(({ variants }) =>
    Object.values(variants).some(({ state }) => state === "invalid" || state === "failed"),
  );
  if (faulty !== undefined) return `bench run ${faulty.target}  (when it is mended)`;
  const promotable = results.find((result) => championOf(result.target, results) !== null);
  if (promotable !== undefined) {
    const champion = championOf(promotable.target, results);
    return `bench promote ${promotable.target} ${champion}  (${champion} becomes its row of tracking.md)`;
  }
  const open = results.find(({ variants }) =>
    Object.values(variants).some(({ verdict }) => verdict === "inconclusive"),
  );
  if (open !== undefined) {
    const half = formatPercent(open.margin / 2).replace(" %", "");
    return `bench run ${open.target} --precision ${half}`;
  }
  return results.length === 0 ? null : "bench list";
}

/** The variant that is best in every workload of the target without being its published change, or null. */
function championOf(target: string, results: readonly Result[]): string | null {
  const own = results.filter((result) => result.target === target);
  const best = own[0]?.best ?? null;
  return own.every((result) => result.best === best && result.optimized !== best) ? best : null;
}

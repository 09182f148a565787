import wrapAnsi from "wrap-ansi";
import type { Result } from "../../harness/model/record.js";
import type { RunReport } from "../../harness/model/reports.js";
import { formatPercent, plural } from "./format.js";
import type { Style } from "./style.js";

/** What follows the results of a run: each warning once, what was kept, and what to do next. */
export function renderClosing(report: RunReport, recorded: boolean, style: Style): string {
  const { colors } = style;
  const measured = report.results.filter((result) => result.trials > 0);
  const parts = [renderWarnings(report.results, style)];
  if (measured.length > 0) {
    const kept = `Recorded ${plural(measured.length, "result")} in results/${report.machine.id}/; tracking.md is updated.`;
    parts.push(recorded ? kept : "Nothing was recorded.");
  }
  const next = nextCommand(report.results);
  if (next !== null) parts.push(`${colors.dim("next:")} ${next}`);
  return parts.filter((part) => part !== "").join("\n");
}

function renderWarnings(results: readonly Result[], { colors, width, wraps }: Style): string {
  const places = new Map<string, { code: string; message: string; where: string[] }>();
  for (const { target, workload, warnings } of results) {
    for (const { code, message } of warnings) {
      const key = JSON.stringify([code, message]);
      const known = places.get(key) ?? { code, message, where: [] };
      if (!known.where.includes(`${target} ${workload}`)) known.where.push(`${target} ${workload}`);
      places.set(key, known);
    }
  }
  return [...places.values()]
    .map(
      ({ code, message, where }) =>
        `${colors.yellow(`warning ${code}`)}  ${message} ${colors.dim(`(${where.join(", ")})`)}`,
    )
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

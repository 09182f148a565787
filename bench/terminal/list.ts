import type { Status } from "../../harness/model/record.js";
import type { ListReport } from "../../harness/model/reports.js";
import { plural } from "./format.js";
import type { Style } from "./style.js";
import { fits, renderTable } from "./table.js";

type Listed = ListReport["targets"][number];

/** The declared targets, group by group, with their derived status. */
export function renderList({ targets }: ListReport, style: Style): string {
  const { colors } = style;
  if (targets.length === 0) return "No targets. `bench new <id>` scaffolds one.";
  const groups = [...new Set(targets.map(({ group }) => group))];
  const columns = ["", "id", "status", "title", "optimized", "cases"].map((title) => ({
    title: colors.dim(title),
  }));
  const rows = groups.flatMap((group) =>
    targets
      .filter((target) => target.group === group)
      .map((target, index) => [
        index === 0 ? colors.bold(group) : "",
        target.id,
        renderStatus(target, style),
        target.title,
        target.optimized ?? "",
        colors.dim(describeCases(target)),
      ]),
  );
  const table = renderTable([...columns], rows);
  if (fits(table, style)) return table;
  const section = (group: string) =>
    [colors.bold(group), ...targets.filter((t) => t.group === group).map((t) => renderLines(t, style))].join(
      "\n",
    );
  return groups.map(section).join("\n");
}

function renderLines(target: Listed, style: Style): string {
  const { colors } = style;
  return `  ${target.id}  ${renderStatus(target, style)}  ${colors.dim(describeCases(target))}\n    ${target.title}`;
}

const describeCases = ({ variants, workloads }: Listed): string =>
  `${plural(variants.length, "variant")} × ${plural(workloads.length, "workload")}`;

function renderStatus({ status, stale }: Listed, { colors }: Style): string {
  const paint: Record<Status, (text: string) => string> = {
    NOT_STARTED: colors.dim,
    BENCHMARKED: colors.cyan,
    IMPLEMENTED: colors.cyan,
    VALIDATED: colors.yellow,
    COMPLETE: colors.green,
    REJECTED: colors.red,
  };
  return stale ? `${paint[status](status)} ${colors.yellow("STALE")}` : paint[status](status);
}

import Table from "cli-table3";
import { type Style, seenWidth } from "./style.js";

/** Whether a view fits where it is shown; in a pipe or file, where nothing wraps, always. */
export const fits = (text: string, { width, wraps }: Style): boolean =>
  wraps === false || seenWidth(text) <= width;

interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

const NO_BORDERS = {
  ...{ top: "", "top-mid": "", "top-left": "", "top-right": "" },
  ...{ bottom: "", "bottom-mid": "", "bottom-left": "", "bottom-right": "" },
  ...{ left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: "" },
};

/** Columns two spaces apart, without borders; cli-table3 aligns by what is seen, colours and wide letters counted right. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    colAligns: columns.map(({ align }) => align ?? "left"),
    chars: NO_BORDERS,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 2 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

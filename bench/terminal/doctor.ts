import wrapAnsi from "wrap-ansi";
import type { Finding } from "../../harness/model/machine.js";
import type { DoctorReport } from "../../harness/model/reports.js";
import { plural } from "./format.js";
import type { Style } from "./style.js";

/** The machine, each finding with its remedy, and a count of what is not in order. */
export function renderDoctor({ machine, findings }: DoctorReport, style: Style): string {
  const { colors } = style;
  const facts = [machine.cpu, machine.isa, plural(machine.cpus, "CPU"), machine.os];
  if (machine.virtual !== null) facts.push(`virtual (${machine.virtual})`);
  const bad = findings.filter(({ level }) => level === "bad").length;
  const doubtful = findings.filter(({ level }) => level === "warn").length;
  const summary =
    bad + doubtful === 0
      ? "Everything is in order."
      : `${[bad > 0 ? `${bad} to mend` : "", doubtful > 0 ? plural(doubtful, "doubt") : ""].filter(Boolean).join(", ")}.`;
  const titles = Math.max(...findings.map(({ title }) => title.length));
  return [
    colors.bold(machine.id),
    colors.dim(wrapped(facts.join(", "), 0, style)),
    "",
    ...findings.map((finding) => renderFinding(finding, titles, style)),
    "",
    summary,
  ].join("\n");
}

/** `warn  load  1.8 on 2 CPUs LOAD`, the details one below the other. */
function renderFinding({ code, level, title, detail, mend }: Finding, titles: number, style: Style): string {
  const { colors } = style;
  const label = { ok: colors.green("ok  "), warn: colors.yellow("warn"), bad: colors.red("bad ") }[level];
  const indent = 4 + 2 + titles + 2;
  const text = level === "ok" ? detail : `${detail} ${colors.dim(code)}`.trim();
  const line = `${label}  ${title.padEnd(titles)}  ${wrapped(text, indent, style)}`.trimEnd();
  if (mend === undefined) return line;
  // Not wrapped, so that commands can be copied whole.
  const remedy = `${" ".repeat(6)}→ ${mend}`;
  return `${line}\n${level === "ok" ? colors.dim(remedy) : remedy}`;
}

/** Prose in lines of the terminal's width, all but the first indented. */
function wrapped(text: string, indent: number, { width, wraps }: Style): string {
  if (!wraps) return text;
  return wrapAnsi(text, Math.max(width - indent, 20)).replaceAll("\n", `\n${" ".repeat(indent)}`);
}

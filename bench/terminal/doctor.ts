import type { Finding } from "../../harness/model/machine.js";
import type { DoctorReport } from "../../harness/model/reports.js";
import { plural } from "./format.js";
import type { Style } from "./style.js";

/** The machine in one line, each finding with its remedy, and a count of what is not in order. */
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
  return [
    `${colors.bold(machine.id)}  ${colors.dim(facts.join(", "))}`,
    ...findings.map((finding) => renderFinding(finding, style)),
    "",
    summary,
  ].join("\n");
}

function renderFinding({ code, level, title, detail, mend }: Finding, { colors }: Style): string {
  const label = { ok: colors.green("ok  "), warn: colors.yellow("warn"), bad: colors.red("bad ") }[level];
  const line = `${label}  ${title}${detail === "" ? "" : `: ${detail}`}`;
  if (level === "ok") return line;
  return [`${line} ${colors.dim(code)}`, ...(mend === undefined ? [] : [`      → ${mend}`])].join("\n");
}

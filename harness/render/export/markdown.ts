import type { Exported } from "../../model/export.js";
import { code, NONE, text } from "../markdown.js";
import { meanAndDeviation, ratio, significant } from "../number.js";
import { type Entry, entriesOf, isTimed } from "./entries.js";

/** One table of every variant, for a comment or a page of one's own; `tracking.md` says more. */
export function markdown({ machine, cases }: Exported): string {
  const { id, description } = machine;
  const versions = [...new Set(cases.map(({ record }) => record.run.version))].sort();
  const where =
    description === null ? code(id) : `${code(id)} (${text(description.cpu)}, ${description.isa})`;
  return [
    `Measured on ${where} with pawl ${versions.join(", ")}.`,
    "",
    "| Benchmark | Median (us) | Mean ± sd (us) | Speedup | Verdict | Notes |",
    "| --- | ---: | ---: | ---: | --- | --- |",
    ...cases.flatMap(entriesOf).map((entry) => `| ${cells(entry).join(" | ")} |`),
    "",
    "Times are per operation. A speedup is the paired ratio of baseline to variant, measured side by side, with its",
    "confidence interval in brackets; it is not the quotient of two medians.",
    "",
  ].join("\n");
}

function cells(entry: Entry): string[] {
  const { result } = entry;
  const times = isTimed(entry) ? entry.result : null;
  return [
    code(entry.name),
    times === null ? NONE : significant(times.median_us),
    times === null ? NONE : meanAndDeviation(times.mean_us, times.stddev_us),
    result.ratio === null ? NONE : ratio(result.ratio),
    result.state === "measured" ? (result.verdict ?? NONE) : result.state,
    notes(entry).join("; ") || NONE,
  ];
}

function notes({ target, record, variant, result, stale }: Entry): string[] {
  const note = target.variants.find(({ name }) => name === variant)?.note;
  const { problem } = result;
  return [
    ...(stale ? ["STALE"] : []),
    ...(variant === record.baseline ? [`${text(target.title)}, baseline`] : []),
    ...(variant === target.optimized ? ["optimized"] : []),
    ...(problem === null ? [] : [`${code(problem.code)}: ${text(problem.message)}`]),
    ...(note === undefined ? [] : [text(note)]),
  ];
}

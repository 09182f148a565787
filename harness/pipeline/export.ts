import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { loadSummaries } from "../load/summaries.js";
import type { Exported, ExportFormat } from "../model/export.js";
import type { Project } from "../model/project.js";
import type { ExportReport } from "../model/reports.js";
import { readRecords } from "../record/read.js";
import { standing } from "../record/standing.js";
import { entriesOf, isTimed } from "../render/export/entries.js";
import { renderExport, SHOWS_UNTIMED } from "../render/export/index.js";
import { EXIT, ProblemError } from "../support/problem.js";
import type { Finished } from "./context.js";
import { chooseCases, chooseMachine, nothingToExport } from "./exportable.js";
import { select } from "./select.js";

export interface ExportOptions {
  readonly selectors: readonly string[];
  readonly format: ExportFormat;
  /** One entry per trial instead of aggregates; google-benchmark only. */
  readonly iterations: boolean;
  /** Id; default: the reference machine of `tracking.md`. */
  readonly machine?: string;
  /** Whether stale records are exported too. */
  readonly stale: boolean;
  /** File to write, relative to the working directory; default: none, the text is the caller's. */
  readonly output?: string;
}

/**
 * The records that stand, in the format of another tool; executes no native code. Throws ProblemError as `select`
 * does, UNKNOWN_MACHINE (exit code 2), NOTHING_TO_EXPORT and EXPORT_NOT_WRITABLE (1).
 */
export async function exportRecords(
  project: Project,
  options: ExportOptions,
): Promise<Finished<ExportReport> & { readonly text: string }> {
  const { format, iterations, output } = options;
  const declared = await loadSummaries(project);
  const selection = { selectors: options.selectors, variants: [], workloads: [] };
  const { targets, problems } = select(project, declared, selection);
  const records = readRecords(project, declared.summaries);
  const { reference } = standing(declared.summaries, records.chosen);
  const machine = chooseMachine(records.chosen, options.machine ?? reference);
  const { cases, leftOut } = chooseCases(targets, records.chosen, machine, options.stale);
  const entries = cases.flatMap(entriesOf);
  const shown = SHOWS_UNTIMED.has(format) ? entries : entries.filter(isTimed);
  const left_out = [
    ...leftOut,
    ...entries.flatMap(({ name, result: { state } }) =>
      SHOWS_UNTIMED.has(format) || state === "measured" ? [] : [{ name, reason: state }],
    ),
  ];
  if (shown.length === 0) throw nothingToExport(machine, left_out);
  const description = records.machines.find(({ id }) => id === machine) ?? null;
  const exported: Exported = { machine: { id: machine, description }, cases };
  const text = renderExport(format, exported, iterations);
  if (output !== undefined) await write(resolve(output), text);
  return {
    report: {
      schema: "pawl/export@1",
      format,
      machine,
      file: output ?? null,
      benchmarks: shown.map(({ name }) => name),
      stale: cases
        .filter(({ stale }) => stale)
        .map(({ target, record }) => `${target.id}/${record.workload}`),
      left_out,
      problems: [...problems, ...records.problems],
    },
    exitCode: problems.length > 0 ? EXIT.failed : EXIT.ok,
    text,
  };
}

/** In place, not by renaming: `file` may be a pipe or a device. */
async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ProblemError(
      {
        code: "EXPORT_NOT_WRITABLE",
        message: `The export cannot be written (${code}).`,
        where: file,
        mend: "Name a file in a folder that exists and that you may write to.",
      },
      EXIT.failed,
      { cause: error },
    );
  }
}

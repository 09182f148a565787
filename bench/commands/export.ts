import { exportRecords, openProject } from "../../harness/pipeline.js";
import { COMMANDS } from "../command-table.js";
import type { Execute } from "../outcome.js";
import { renderDoubts, renderExported } from "../terminal/export.js";
import { needsValue, usageError } from "../usage.js";

export const execute: Execute<"export"> = async (values, terminal) => {
  const { format, output, machine, iterations, stale, selectors } = values;
  if (format === undefined) throw needsValue("format", COMMANDS.export.options.format);
  if (iterations && format !== "google-benchmark") {
    throw usageError(
      `--iterations has no meaning for ${format}.`,
      "leave it out, or give --format google-benchmark",
    );
  }
  // Stdout holds one document: the export itself, or what `--json` says about it.
  if (terminal.json && output === undefined) {
    throw usageError(
      "--json needs --output: the export itself goes to stdout.",
      "give --output a file to write",
    );
  }
  const project = openProject(process.cwd(), values.root);
  const { report, exitCode, text } = await exportRecords(project, {
    ...{ selectors, format, iterations, stale },
    ...(machine === undefined ? {} : { machine }),
    ...(output === undefined ? {} : { output }),
  });
  if (output === undefined) terminal.content(text);
  for (const line of renderDoubts(report)) terminal.note(line);
  return { report, exitCode, text: renderExported(report) };
};

import { resolve } from "node:path";
import { importFiles, openProject } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";
import { renderImport } from "../terminal/elsewhere.js";

export const execute: Execute<"import"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const files = values.files.map((file) => resolve(file));
  const { report, exitCode } = await importFiles(project, files);
  return { report, exitCode, text: renderImport(report, terminal.style) };
};

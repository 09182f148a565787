import { openProject, promote } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";
import { renderPromote } from "../terminal/changes.js";

export const execute: Execute<"promote"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const { report, exitCode } = await promote(project, values.id, values.variant);
  return { report, exitCode, text: renderPromote(report, terminal.style) };
};

import { list, openProject } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";
import { renderList } from "../terminal/list.js";

export const execute: Execute<"list"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const selection = { selectors: values.selectors, variants: [], workloads: [] };
  const { report, exitCode } = await list(project, selection);
  return { report, exitCode, text: renderList(report, terminal.style) };
};

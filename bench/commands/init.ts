import { initCi, openProject } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";
import { renderInit } from "../terminal/changes.js";

export const execute: Execute<"init"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const { report, exitCode } = await initCi(project, values);
  return { report, exitCode, text: renderInit(report, terminal.style) };
};

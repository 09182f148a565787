import { resolve } from "node:path";
import { adopt, openProject } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";
import { renderAdopt } from "../terminal/changes.js";

export const execute: Execute<"adopt"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const { report, exitCode } = await adopt(project, resolve(values.folder));
  return { report, exitCode, text: renderAdopt(report, terminal.style) };
};

import { openProject, track } from "../../harness/pipeline.js";
import type { Execute } from "../outcome.js";
import { renderTrack } from "../terminal/changes.js";

export const execute: Execute<"track"> = async (values, terminal) => {
  const project = openProject(process.cwd(), values.root);
  const { report, exitCode } = await track(project, { check: values.check });
  return { report, exitCode, text: renderTrack(report, terminal.style) };
};

import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Project } from "../../harness/model/project.js";
import { DEFAULT_TEMPLATE } from "../../harness/model/templates.js";
import { openProject, scaffold } from "../../harness/pipeline.js";
import { ProblemError } from "../../harness/support/problem.js";
import type { Execute } from "../outcome.js";
import { renderNew } from "../terminal/changes.js";

export const execute: Execute<"new"> = async (values, terminal) => {
  const { report, exitCode } = await scaffold(
    openOrStart(values.root),
    values.id,
    values.from ?? DEFAULT_TEMPLATE,
  );
  return { report, exitCode, text: renderNew(report, terminal.style) };
};

/** Outside any project, the first target makes the current folder (or the given root, if it exists) one. */
function openOrStart(root: string | undefined): Project {
  try {
    return openProject(process.cwd(), root);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== "NO_PROJECT") throw error;
    const start = resolve(root ?? ".");
    try {
      mkdirSync(join(start, "targets"));
    } catch {
      throw error;
    }
    return openProject(start, start);
  }
}

import { join, relative } from "node:path";
import type { Project } from "../model/project.js";
import type { AdoptReport } from "../model/reports.js";
import { adoptResults } from "../record/adopt.js";
import { EXIT } from "../support/problem.js";
import type { Finished } from "./context.js";

/** Takes results of another job over into `results/`; executes nothing of the project. */
export async function adopt(project: Project, folder: string): Promise<Finished<AdoptReport>> {
  const written = await adoptResults(project, folder);
  const files = written.map((file) => relative(project.root, join(project.results, file)));
  return { report: { schema: "pawl/adopt@1", files, problems: [] }, exitCode: EXIT.ok };
}

import type { Project } from "../../harness/model/project.js";
import { doctor, openProject } from "../../harness/pipeline.js";
import { ProblemError } from "../../harness/support/problem.js";
import type { Execute } from "../outcome.js";
import { renderDoctor } from "../terminal/doctor.js";

export const execute: Execute<"doctor"> = async (values, terminal) => {
  const { report, exitCode } = await doctor(projectIfAny(values.root));
  return { report, exitCode, text: renderDoctor(report, terminal.style) };
};

/** A machine can be examined outside any project; a project that was asked for by name must be there. */
function projectIfAny(root: string | undefined): Project | null {
  try {
    return openProject(process.cwd(), root);
  } catch (error) {
    if (root === undefined && error instanceof ProblemError && error.problem.code === "NO_PROJECT")
      return null;
    throw error;
  }
}

import { examine } from "../machine/examine.js";
import { fingerprint } from "../machine/fingerprint.js";
import type { Project } from "../model/project.js";
import type { DoctorReport } from "../model/reports.js";
import { EXIT } from "../support/problem.js";
import type { Finished } from "./context.js";

/** Whether this machine is quiet and has every tool; with a project, whether its records can be written. */
export async function doctor(project: Project | null): Promise<Finished<DoctorReport>> {
  const [machine, findings] = await Promise.all([fingerprint(), examine(project)]);
  return {
    report: { schema: "pawl/doctor@1", machine, findings, problems: [] },
    exitCode: findings.some(({ level }) => level === "bad") ? EXIT.failed : EXIT.ok,
  };
}

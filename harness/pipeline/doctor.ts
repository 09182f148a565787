import { findDevices } from "../machine/devices.js";
import { examine } from "../machine/examine.js";
import { fingerprint } from "../machine/fingerprint.js";
import type { Project } from "../model/project.js";
import type { DoctorReport } from "../model/reports.js";
import { EXIT } from "../support/problem.js";
import type { Finished } from "./context.js";

/** Whether this machine is quiet and has every tool; with a project, whether its records can be written. */
export async function doctor(project: Project | null): Promise<Finished<DoctorReport>> {
  const examined = examine(project); // times the clock before anything else is started
  const [machine, { devices }, findings] = await Promise.all([fingerprint(), findDevices(), examined]);
  return {
    report: { schema: "pawl/doctor@1", machine: { ...machine, devices }, findings, problems: [] },
    exitCode: findings.some(({ level }) => level === "bad") ? EXIT.failed : EXIT.ok,
  };
}

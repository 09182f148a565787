import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { MeasurementRecord } from "../../../harness/model/record.js";
import type { TestProject } from "./project.js";

/** The record file of a target on this machine, relative to the project; throws when there is none. */
export function recordFile(project: TestProject, target: string): string {
  const [machine, ...others] = readdirSync(project.path("results"));
  if (machine === undefined || others.length > 0) throw new Error("results/ has not exactly one machine");
  return join("results", machine, `${target}.jsonl`);
}

/** All records of a target, oldest first. */
export const recordsOf = (project: TestProject, target: string): MeasurementRecord[] =>
  project
    .read(recordFile(project, target))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as MeasurementRecord);

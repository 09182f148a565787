import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadSummaries } from "../../../harness/load/summaries.js";
import type { TrialSummary } from "../../../harness/model/analysis.js";
import type { MeasurementRecord, VariantResult } from "../../../harness/model/record.js";
import { openProject } from "../../../harness/pipeline.js";
import { contentHash } from "../../../harness/record/content.js";
import { sampleMachine, sampleRecord } from "../../../harness/support/testing/records.js";
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

/**
 * Writes fresh records of what the project declares now, as `bench run` on `machine` would have, without running native
 * code. `results`: by `<target>/<workload>`, by variant.
 */
export async function makeRecords(
  project: TestProject,
  machine: string,
  results: Readonly<Record<string, Readonly<Record<string, VariantResult>>>>,
): Promise<void> {
  const { summaries } = await loadSummaries(openProject(project.root));
  for (const [name, variants] of Object.entries(results)) {
    const [target, workload] = name.split("/");
    const summary = summaries.find(({ id }) => id === target);
    if (summary === undefined || workload === undefined) throw new Error(`${name} is not declared`);
    const files = summary.variants.flatMap(({ sources }) => sources);
    const record = sampleRecord({
      ...{ machine, target: summary.id, workload, variants },
      ...{ baseline: summary.baseline, optimized: summary.optimized ?? null },
      content: { hash: contentHash(project.root, summary.hash, files), files },
      trial_summaries: [trialOf(variants)],
    });
    const file = `results/${machine}/${summary.id}.jsonl`;
    project.write(file, `${project.has(file) ? project.read(file) : ""}${JSON.stringify(record)}\n`);
  }
  project.write(`results/${machine}/machine.json`, JSON.stringify(sampleMachine({ id: machine })));
}

const trialOf = (variants: Readonly<Record<string, VariantResult>>): TrialSummary => ({
  rounds: 400,
  kept: 1,
  variants: Object.fromEntries(
    Object.entries(variants).flatMap(([variant, { median_us }]) =>
      median_us === undefined ? [] : [[variant, { log_ratio: null, median_us }]],
    ),
  ),
});

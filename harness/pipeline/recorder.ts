import { randomUUID } from "node:crypto";
import { describeToolchain, projectFiles } from "../build/index.js";
import { findDevices } from "../machine/devices.js";
import type { Project } from "../model/project.js";
import { type MeasurementRecord, RECORD_SCHEMA } from "../model/record.js";
import { amendMachine, appendRecord, writeMachine } from "../record/append.js";
import { contentHash } from "../record/content.js";
import { revisionOf } from "../support/git.js";
import { packageVersion } from "../support/package.js";
import type { Compared } from "./compare.js";
import { usesDevice } from "./device-watch.js";
import type { Native, Prepared } from "./native.js";

/** Appends what was compared to the records of this machine, at once. */
export type Recorder = (prepared: Prepared, compared: Compared) => Promise<void>;

/** All records of one invocation share what is found out here. */
export async function openRecorder(project: Project, { machine, toolchain }: Native): Promise<Recorder> {
  const { commit, dirty } = await revisionOf(project.root);
  const id = randomUUID();
  return async (prepared, { result, analysis }) => {
    const files = filesOf(project, prepared);
    const record: MeasurementRecord = {
      schema: RECORD_SCHEMA,
      run: { id, at: new Date().toISOString(), commit, dirty, version: packageVersion },
      machine: machine.id,
      ...result,
      content: { hash: contentHash(project.root, prepared.target.hash, files), files },
      toolchain: await describeToolchain(toolchain, prepared.variants),
      trial_summaries: analysis?.trials ?? [],
    };
    if (usesDevice(prepared))
      await amendMachine(project, machine, { devices: (await findDevices()).devices });
    else await writeMachine(project, machine);
    await appendRecord(project, record);
  };
}

/** What the measurement depends on: every source and header, those of variants that did not build too. */
function filesOf(project: Project, { build, variants }: Prepared): string[] {
  const built = projectFiles(project, build.artifacts.values());
  return [...new Set([...built, ...variants.flatMap(({ sources }) => sources)])].sort();
}

import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { describeToolchain, projectFiles } from "../build/index.js";
import { findDevices } from "../machine/devices.js";
import type { Project } from "../model/project.js";
import { type MeasurementRecord, RECORD_SCHEMA } from "../model/record.js";
import { appendRecord } from "../record/append.js";
import { contentHash } from "../record/content.js";
import { amendMachine, writeMachine } from "../record/machine.js";
import { writePortable } from "../record/portable.js";
import { BUNDLE_LAYOUT, bundleOf, type OpenBundle } from "../support/bundle.js";
import { type Revision, revisionOf } from "../support/git.js";
import { hashOfFile } from "../support/hash.js";
import { packageVersion } from "../support/package.js";
import type { Compared } from "./compare.js";
import { usesDevice } from "./device-watch.js";
import type { Native, Prepared } from "./native.js";

/** Appends what was compared to the records of this machine, at once. */
export type Recorder = (prepared: Prepared, compared: Compared) => Promise<void>;

/** All records of one invocation share what is found out here. */
export async function openRecorder(project: Project, { machine, toolchain }: Native): Promise<Recorder> {
  const bundle = bundleOf(project);
  const revision = bundle === null ? await revisionOf(project.root) : null;
  const id = randomUUID();
  return async (prepared, { result, analysis }) => {
    const files = filesOf(project, prepared);
    const { commit, dirty } = revision ?? revisionIn(bundle as OpenBundle, project, files);
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
    if (bundle) await writePortable(join(bundle.folder, BUNDLE_LAYOUT.records), project, bundle.origin);
  };
}

/** What git said at home; edited since, if one of `files` is not as it was packed. */
function revisionIn(
  { origin, files: packed }: OpenBundle,
  { root }: Project,
  files: readonly string[],
): Revision {
  const edited = files.some((file) => hashOfFile(root, file) !== packed[file]);
  return { commit: origin.commit, dirty: origin.dirty || edited };
}

/** What the measurement depends on: every source and header, those of variants that did not build too. */
function filesOf(project: Project, { build, variants }: Prepared): string[] {
  const built = projectFiles(project, build.artifacts.values());
  return [...new Set([...built, ...variants.flatMap(({ sources }) => sources)])].sort();
}

import { join } from "node:path";
import { buildTargets, findToolchain } from "../../build/index.js";
import { createExecutor } from "../../measure/index.js";
import type { Executor, Instances, SessionSpec } from "../../model/executor.js";
import type { Target, Workload } from "../../model/target.js";
import { drawInputs } from "../../plan/inputs.js";
import { giveBuilds, takeBuilds } from "../../support/testing/builds.js";
import type { TemporaryProject } from "../../support/testing/project.js";
import type { Candidate } from "../../verify/index.js";

/** A target built for real, with everything that a session on it needs. */
export interface NativeSample {
  readonly target: Target;
  readonly workload: Workload;
  readonly session: Omit<SessionSpec, "libraries">;
  readonly instances: Instances;
  readonly scratch: string;
  executor(): Executor;
  /** The variants named, in the order of the target. */
  candidates(names: readonly string[]): Candidate[];
  /** A session's specification for the variants named, in that order. */
  spec(names: readonly string[], parts?: Partial<SessionSpec>): SessionSpec;
}

/** Builds a target and draws its inputs. `sources`: C by variant name, put below the generated header's `#include`. */
export async function nativeSample(
  project: TemporaryProject,
  target: Target,
  workload: Workload,
  sources: Readonly<Record<string, string>>,
): Promise<NativeSample> {
  for (const [name, code] of Object.entries(sources))
    project.write(`targets/demo/${name}.c`, `#include "pawl/${target.id}.h"\n${code}\n`);
  takeBuilds(project.scratch);
  const builds = await buildTargets(project, [{ target, variants: target.builds }], {
    toolchain: await findToolchain("this CPU"),
    signal: new AbortController().signal,
    onBuilt: () => {},
  });
  giveBuilds(project.scratch);
  const build = builds.get(target.id);
  if (!build || "code" in build || build.problems.size > 0)
    throw new Error(JSON.stringify(build && "problems" in build ? [...build.problems] : build));
  const images = join(project.root, "images");
  const { layout, timed, instances } = await drawInputs(
    target.signature,
    workload,
    images,
    target.file,
    target.builds.length,
  );
  const { settings } = workload;
  const session = {
    target: target.id,
    driver: build.driver.library,
    layout,
    images,
    instances: timed,
    align: settings.align,
    cache: settings.cache,
    cpus: [],
    timeout: settings.limits.timeout,
  };
  const library = (name: string) => build.artifacts.get(name)?.library ?? "";
  const scratch = join(project.scratch, "run");
  return {
    target,
    workload,
    session,
    instances,
    scratch,
    executor: () => createExecutor(scratch),
    candidates: (names) =>
      target.builds
        .filter(({ name }) => names.includes(name))
        .map((variant) => ({ variant, library: library(variant.name) })),
    spec: (names, parts = {}) => ({
      ...session,
      libraries: names.map((name) => ({ name, path: library(name), symbol: target.signature.kernel.name })),
      ...parts,
    }),
  };
}

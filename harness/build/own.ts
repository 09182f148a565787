import { join } from "node:path";
import type { Project } from "../model/project.js";
import { packageRoot } from "../support/package.js";
import { openCache } from "./cache.js";
import { compile, type Job } from "./compile.js";
import type { Toolchain } from "./toolchain.js";

/** The source of `buildProbe`, and what its build is called. */
export const PROBE = "bandwidth.cpp";

/** The library that measures memory bandwidth, built for this CPU or `architecture`; null when it cannot be built. */
export const buildProbe = (
  project: Project,
  toolchain: Toolchain,
  signal: AbortSignal,
  architecture = "native",
): Promise<string | null> =>
  build(
    { source: PROBE, flags: ["-O3", `-march=${architecture}`], link: ["-pthread"] },
    project,
    toolchain,
    signal,
  );

/** The program that calls a variant for its instructions to be counted; null when it cannot be built. */
export const buildCounter: Build = (...where) =>
  build({ source: "count.cpp", flags: ["-O2"], link: ["-ldl"], program: true }, ...where);

/** Whether programs for OpenCL can be built here. */
export const openclBuilds = async (
  project: Project,
  { toolchain, signal }: { readonly toolchain: Toolchain; readonly signal: AbortSignal },
): Promise<boolean> =>
  (await build({ source: "opencl.cpp", flags: [], link: ["-lOpenCL"] }, project, toolchain, signal)) !== null;

type Build = (project: Project, toolchain: Toolchain, signal: AbortSignal) => Promise<string | null>;

/** Builds what ships with pawl. */
async function build(
  { source, ...how }: Pick<Job, "flags" | "link" | "program"> & { readonly source: string },
  project: Project,
  toolchain: Toolchain,
  signal: AbortSignal,
): Promise<string | null> {
  const built = await compile(
    {
      label: source,
      sources: [join(packageRoot, "harness", "native", "pawl", source)],
      found: [],
      include: [],
      defines: {},
      sanitizers: [],
      ...how,
    },
    {
      root: project.root,
      toolchain,
      sanitizers: [],
      cache: await openCache(join(project.scratch, "cache", "build"), project.root),
      logs: join(project.scratch, "log"),
      signal,
    },
  );
  return "artifact" in built ? built.artifact.library : null;
}

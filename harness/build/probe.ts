import { join } from "node:path";
import type { Project } from "../model/project.js";
import { packageRoot } from "../support/package.js";
import { openCache } from "./cache.js";
import { compile } from "./compile.js";
import type { Toolchain } from "./toolchain.js";

/** The library that measures memory bandwidth, built for this CPU; null when it cannot be built. */
export async function buildProbe(
  project: Project,
  toolchain: Toolchain,
  signal: AbortSignal,
): Promise<string | null> {
  const built = await compile(
    {
      label: "bandwidth",
      sources: [join(packageRoot, "harness", "native", "pawl", "bandwidth.cpp")],
      flags: ["-O3", "-march=native"],
      link: ["-pthread"],
      found: [],
      include: [],
      defines: {},
      sanitizers: [],
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

import { type BuildOptions, type BuildRequest, buildTargets, type TargetBuild } from "../build/index.js";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import { hasNativeOracle } from "../model/target.js";
import { claim } from "./claim.js";
import type { Context } from "./context.js";

/** Builds all requests when no other process measures, and tells how far it is. See `buildTargets`. */
export async function buildAll(
  project: Project,
  requests: readonly BuildRequest[],
  how: Pick<BuildOptions, "toolchain" | "sanitizers" | "architecture">,
  context: Context,
): Promise<Map<string, TargetBuild | Problem>> {
  // Per target its driver, its variants, and its oracle where that is a file.
  const of = requests.reduce(
    (n, { target, variants }) => n + 1 + variants.length + (hasNativeOracle(target) ? 1 : 0),
    0,
  );
  let done = 0;
  const release = await claim({ command: "a build", project: project.root, measures: false }, context);
  return buildTargets(project, requests, {
    ...how,
    signal: context.signal,
    onBuilt: (target, name) => context.observe({ event: "build", done: ++done, of, target, name }),
  }).finally(release);
}

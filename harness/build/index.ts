import { availableParallelism } from "node:os";
import { isAbsolute, join, relative } from "node:path";
import pMap from "p-map";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Sanitizer } from "../model/sanitizer.js";
import { hasNativeOracle, type Target, type Variant } from "../model/target.js";
import { openCache } from "./cache.js";
import type { Artifact, BuildContext } from "./compile.js";
import { deviceFlags, findCuda } from "./cuda.js";
import { buildDriver, driverProblem } from "./driver.js";
import { writeIfChanged } from "./files.js";
import { generateHeader } from "./generate.js";
import { type Toolchain, timedFlags } from "./toolchain.js";
import { buildVariant } from "./variant.js";

export type { Artifact } from "./compile.js";
export { TOOLKIT_MISSING } from "./failed.js";
export { buildCounter, buildProbe, PROBE } from "./own.js";
export { openPrebuilt, outdated, prebuiltKey } from "./prebuilt.js";
export { findRuntime } from "./sanitize.js";
export { findToolchain, type Toolchain } from "./toolchain.js";

/** Everything native of one target. */
export interface TargetBuild {
  readonly driver: Artifact;
  /** By variant name, and `oracle` where that is a source file. */
  readonly artifacts: ReadonlyMap<string, Artifact>;
  readonly problems: ReadonlyMap<string, Problem>;
}

export interface BuildOptions {
  readonly toolchain: Toolchain;
  /** Built into variants and oracles; each set of them has artifacts of its own. Default: none. */
  readonly sanitizers?: readonly Sanitizer[];
  /** What variants and oracles are built for, as `-march` says it; default: `native`, this CPU. */
  readonly architecture?: string | undefined;
  readonly signal: AbortSignal;
  /** Called as each library is there (or failed). */
  readonly onBuilt: (target: string, name: string) => void;
}

/** Which libraries a target needs: its chosen variants, its oracle, its driver. */
export interface BuildRequest {
  readonly target: Target;
  readonly variants: readonly Variant[];
}

/**
 * Builds every library of every request, as many at once as there are CPUs. One that fails becomes a problem of its
 * variant; only a driver that does not compile is thrown (DRIVER_ERROR), because then nothing of the target can run.
 */
export async function buildTargets(
  project: Project,
  requests: readonly BuildRequest[],
  options: BuildOptions,
): Promise<Map<string, TargetBuild | Problem>> {
  const context: BuildContext = {
    root: project.root,
    toolchain: options.toolchain,
    sanitizers: options.sanitizers ?? [],
    architecture: options.architecture,
    cache: await openCache(join(project.scratch, "cache", "build"), project.root),
    logs: join(project.scratch, "log"),
    signal: options.signal,
  };
  const tasks = requests.flatMap(({ target, variants }) => [
    { target, variant: null },
    ...[...variants, ...(hasNativeOracle(target) ? [target.oracle] : [])].map((variant) => ({
      target,
      variant,
    })),
  ]);
  await writeIfChanged(join(project.scratch, ".gitignore"), "*\n"); // whatever the project's own says
  for (const { target } of requests)
    await writeIfChanged(headerPath(project, target), await generateHeader(target));
  const built = await pMap(
    tasks,
    async ({ target, variant }) => {
      const result = variant
        ? await buildVariant(project, context, target, variant)
        : await buildDriver(project, context, target);
      options.onBuilt(target.id, variant?.name ?? "driver");
      return { target, variant, result };
    },
    { concurrency: availableParallelism(), signal: options.signal },
  );
  return new Map(
    requests.map(({ target }): [string, TargetBuild | Problem] => {
      const own = built.filter((b) => b.target === target);
      const driver = own.find((b) => b.variant === null)?.result;
      if (!driver || "problem" in driver) return [target.id, driverProblem(target, driver?.problem)];
      const artifacts = new Map<string, Artifact>();
      const problems = new Map<string, Problem>();
      for (const { variant, result } of own) {
        if (variant === null) continue;
        if ("artifact" in result) artifacts.set(variant.name, result.artifact);
        else problems.set(variant.name, result.problem);
      }
      return [target.id, { driver: driver.artifact, artifacts, problems }];
    }),
  );
}

/** What compiled, and how. */
interface Compilation {
  readonly compiler: string;
  readonly flags: readonly string[];
}

/** What a record keeps of how variants were built for the CPU, and for devices where one of them has code of such. */
export async function describeToolchain(
  toolchain: Toolchain,
  variants: readonly Variant[],
): Promise<Compilation> {
  const { version, prebuilt, elsewhere } = toolchain;
  const here = prebuilt ? null : await deviceToolchain(toolchain, variants);
  const device = variants.some(hasDeviceCode) ? (here ?? (prebuilt ?? elsewhere)?.device) : null;
  const flags = timedFlags(toolchain);
  if (!device) return { compiler: version, flags };
  return { compiler: `${version}; ${device.compiler}`, flags: [...flags, ...device.flags] };
}

/** The same of NVIDIA's compiler; null where no variant needs it, or it is missing. */
export async function deviceToolchain(
  toolchain: Toolchain,
  variants: readonly Variant[],
): Promise<Compilation | null> {
  const cuda = variants.some(hasDeviceCode) ? await findCuda(toolchain) : null;
  return cuda && !("reason" in cuda) ? { compiler: cuda.version, flags: deviceFlags(cuda, []) } : null;
}

const hasDeviceCode = ({ sources }: Variant): boolean => sources.some((path) => path.endsWith(".cu"));

const headerPath = (project: Project, target: Target) =>
  join(project.scratch, "include", "pawl", `${target.id}.h`);

/** Paths inside the project, for the record; what lies outside (a prebuilt library, say) is left out. */
export const projectFiles = (project: Project, artifacts: Iterable<Artifact>): string[] =>
  [...new Set([...artifacts].flatMap(({ files }) => files.map((file) => relative(project.root, file))))]
    .filter(
      (path) =>
        !path.startsWith("..") &&
        !isAbsolute(path) &&
        // Whose version the declaration pins: where it is not installed, a record is as good as before.
        !path.split("/").includes("node_modules") &&
        !path.startsWith(relative(project.root, project.scratch)),
    )
    .sort();

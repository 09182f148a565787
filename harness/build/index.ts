import { mkdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, isAbsolute, join, relative } from "node:path";
import pMap from "p-map";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { Target, Variant } from "../model/target.js";
import { hashOf } from "../support/hash.js";
import { packageRoot } from "../support/package.js";
import { type Artifact, type BuildContext, compile } from "./compile.js";
import { generateDriver, generateHeader } from "./generate.js";
import { missingSymbol } from "./symbols.js";
import { DEFAULT_FLAGS, type Toolchain } from "./toolchain.js";

export type { Artifact } from "./compile.js";
export { DEFAULT_FLAGS, findToolchain, type Toolchain } from "./toolchain.js";

/** Everything native of one target. */
export interface TargetBuild {
  readonly driver: Artifact;
  /** By variant name, and `oracle` where that is a source file. */
  readonly artifacts: ReadonlyMap<string, Artifact>;
  readonly problems: ReadonlyMap<string, Problem>;
}

export interface BuildOptions {
  readonly toolchain: Toolchain;
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
    cache: { folder: join(project.scratch, "cache", "build") },
    logs: join(project.scratch, "log"),
    signal: options.signal,
  };
  const tasks = requests.flatMap(({ target, variants }) => [
    { target, variant: null },
    ...[...variants, ...(isVariant(target.oracle) ? [target.oracle] : [])].map((variant) => ({
      target,
      variant,
    })),
  ]);
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

const isVariant = (oracle: Target["oracle"]): oracle is Variant => typeof oracle === "object";

const headerPath = (project: Project, target: Target) =>
  join(project.scratch, "include", "pawl", `${target.id}.h`);

async function writeIfChanged(path: string, content: string): Promise<void> {
  const old = await readFile(path, "utf8").catch(() => null);
  if (old === content) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

async function buildVariant(project: Project, context: BuildContext, target: Target, variant: Variant) {
  const label = `${target.id}/${variant.name}`;
  const at = (path: string) => (isAbsolute(path) ? path : join(project.root, path));
  let built: Awaited<ReturnType<typeof compile>>;
  if (variant.library !== undefined) {
    const library = at(variant.library);
    const content = await readFile(library).catch(() => null);
    built = content
      ? { artifact: { library, hash: hashOf(content), files: [library] } }
      : {
          problem: {
            code: "LIBRARY_MISSING",
            message: `${label}: its prebuilt library cannot be read.`,
            where: variant.library,
            mend: "Build it, or correct the path in target.ts.",
          },
        };
  } else {
    built = await compile(
      {
        label,
        sources: variant.sources.map(at),
        flags: [...DEFAULT_FLAGS, ...variant.flags],
        link: variant.link,
        include: [join(project.scratch, "include"), ...variant.include.map(at)],
        defines: variant.defines,
      },
      context,
    );
  }
  if ("problem" in built) return built;
  const { state, before } = target.signature;
  const names = [
    variant.symbol,
    ...(state ? [state.create.name, state.destroy] : []),
    ...(before ? [before] : []),
  ];
  const missing = await missingSymbol(built.artifact.library, names);
  return missing ? { problem: symbolProblem(label, target, variant, missing) } : built;
}

function symbolProblem(
  label: string,
  target: Target,
  variant: Variant,
  { name, mangledTwin, exported }: NonNullable<Awaited<ReturnType<typeof missingSymbol>>>,
): Problem {
  const where = variant.sources.join(", ") || variant.library;
  return {
    code: "SYMBOL_MISSING",
    message: mangledTwin
      ? `${label} exports no C function ${name}; it has the C++ function ${mangledTwin}.`
      : `${label} exports no function ${name}; it exports ${exported.slice(0, 5).join(", ") || "nothing"}.`,
    ...(where === undefined ? {} : { where }),
    mend: mangledTwin
      ? `Include "pawl/${target.id}.h", which declares it extern "C", and define it with exactly those parameters.`
      : `Name the function ${name}, or set the variant's symbol in target.ts.`,
  };
}

async function buildDriver(project: Project, context: BuildContext, target: Target) {
  const source = join(project.scratch, "driver", `${target.id}.cpp`);
  await writeIfChanged(source, await generateDriver(target));
  return compile(
    {
      label: `${target.id}/driver`,
      sources: [source],
      flags: ["-O2"],
      link: ["-ldl"],
      include: [join(project.scratch, "include"), join(packageRoot, "harness", "native")],
      defines: {},
    },
    context,
  );
}

const driverProblem = (target: Target, problem: Problem | undefined): Problem => ({
  code: "DRIVER_ERROR",
  message: `The driver of ${target.id} does not compile: ${problem?.message ?? "unknown"}.`,
  where: problem?.where ?? target.file,
  mend: `${problem?.mend ?? ""} If the declared argument types are right, this is a fault of pawl: please report it.`.trim(),
});

/** Paths inside the project, for the record; what lies outside (a prebuilt library, say) is left out. */
export const projectFiles = (project: Project, artifacts: Iterable<Artifact>): string[] =>
  [...new Set([...artifacts].flatMap(({ files }) => files.map((file) => relative(project.root, file))))]
    .filter(
      (path) =>
        !path.startsWith("..") &&
        !isAbsolute(path) &&
        !path.startsWith(relative(project.root, project.scratch)),
    )
    .sort();

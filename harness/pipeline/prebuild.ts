import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type Artifact,
  buildProbe,
  deviceToolchain,
  findToolchain,
  PROBE,
  prebuiltKey,
  projectFiles,
} from "../build/index.js";
import { fingerprint } from "../machine/fingerprint.js";
import type { Prebuilt, PrebuiltLibrary } from "../model/bundle.js";
import type { LeftOut } from "../model/bundling.js";
import type { Project } from "../model/project.js";
import type { Target } from "../model/target.js";
import { systemNeeds } from "../pack/needs.js";
import { BUNDLE_LAYOUT } from "../support/bundle.js";
import { hashOf, hashOfFile } from "../support/hash.js";
import { packagePath } from "../support/installed.js";
import { ProblemError } from "../support/problem.js";
import { buildAll } from "./builds.js";
import type { Context } from "./context.js";

interface Prebuilding {
  readonly prebuilt: Prebuilt;
  readonly leftOut: readonly LeftOut[];
}

/**
 * Builds every variant that can be built here for `architecture`, whether or not this CPU could run it, and puts the
 * libraries into a bundle's folder. Throws ProblemError NO_COMPILER, and DRIVER_ERROR where a target cannot be built.
 */
export async function prebuild(
  project: Project,
  targets: readonly Target[],
  architecture: string,
  folder: string,
  context: Context,
): Promise<Prebuilding> {
  const { cpu, features } = await fingerprint();
  const toolchain = await findToolchain(hashOf(cpu, ...features));
  const leftOut: LeftOut[] = [];
  const requests = targets.map((target) => ({
    target,
    // The library would look for the package where it lies here.
    variants: target.builds.filter((variant) => {
      const bound = variant.library === undefined && variant.link.some(packagePath);
      if (bound)
        leftOut.push({ what: `${target.id}/${variant.name}`, why: "not prebuilt: linked to an npm package" });
      return variant.library === undefined && !bound;
    }),
  }));
  const builds = await buildAll(project, requests, { toolchain, architecture }, context);
  const libraries = new Map<string, Artifact>();
  for (const { target, variants } of requests) {
    const build = builds.get(target.id);
    if (build === undefined) continue;
    if ("code" in build) throw new ProblemError(build);
    libraries.set(prebuiltKey(`${target.id}/driver`, `${target.id}.cpp`), build.driver);
    for (const [name, artifact] of build.artifacts) {
      const [source = ""] =
        variants.find((variant) => variant.name === name)?.sources ??
        (typeof target.oracle === "object" ? target.oracle.sources : []);
      libraries.set(prebuiltKey(`${target.id}/${name}`, source), artifact);
    }
    for (const [name, { message }] of build.problems)
      leftOut.push({ what: `${target.id}/${name}`, why: `not prebuilt for ${architecture}: ${message}` });
  }
  const probe = await buildProbe(project, toolchain, context.signal, architecture);
  if (probe !== null) libraries.set(prebuiltKey(PROBE, PROBE), { library: probe, hash: "probe", files: [] });
  const place = join(folder, BUNDLE_LAYOUT.prebuilt);
  await mkdir(place, { recursive: true });
  const packed = [...libraries].map(([key, artifact]): [string, PrebuiltLibrary, string] => [
    key,
    { file: `${artifact.hash}.so`, inputs: inputsOf(project, artifact) },
    artifact.library,
  ]);
  for (const [, { file }, library] of packed) await copyFile(library, join(place, file));
  return {
    prebuilt: {
      compiler: toolchain.version,
      family: toolchain.family,
      architecture,
      device: await deviceToolchain(
        toolchain,
        targets.flatMap(({ builds }) => builds),
      ),
      needs: await systemNeeds(packed.map(([, , library]) => library)),
      declarations: Object.fromEntries(targets.map(({ id, hash }) => [id, hash])),
      libraries: Object.fromEntries(packed.map(([key, library]) => [key, library] as const).sort(byKey)),
    },
    leftOut,
  };
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) => (a < b ? -1 : 1);

const inputsOf = (project: Project, artifact: Artifact): Record<string, string> =>
  Object.fromEntries(
    projectFiles(project, [artifact]).map((path) => [path, hashOfFile(project.root, path) ?? ""]),
  );

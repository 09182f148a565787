import { access, constants, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { loadSummaries } from "../load/summaries.js";
import { loadFiles } from "../load/targets.js";
import { BUNDLE_SCHEMA, type Bundle, type Origin } from "../model/bundle.js";
import type { BundleReport } from "../model/bundling.js";
import type { Project } from "../model/project.js";
import { archive } from "../pack/archive.js";
import { ownLibraries, systemNeeds } from "../pack/needs.js";
import { writeFailure } from "../pack/not-written.js";
import { affordable } from "../pack/size.js";
import { sourcesOf } from "../pack/sources.js";
import { canBundle, stageEntry, stageProject, stageRuntime } from "../pack/stage.js";
import { revisionOf, rootsOf } from "../support/git.js";
import { hashOfFile } from "../support/hash.js";
import { packageVersion } from "../support/package.js";
import { EXIT, ProblemError } from "../support/problem.js";
import type { Context, Finished } from "./context.js";
import { prebuild } from "./prebuild.js";
import { rehearse } from "./rehearse.js";
import { assertScratch } from "./scratch.js";
import { select } from "./select.js";

export interface BundleOptions {
  readonly selectors: readonly string[];
  /** Relative to the working directory; default: `pawl-bundle-<platform>.tar.gz`. */
  readonly output?: string;
  /** `-march` of libraries to build here and take along; absent: none are. */
  readonly architecture?: string;
}

const PLATFORM = `${process.platform}-${process.arch}`;
const NAME = `pawl-bundle-${PLATFORM}`;

/** What a mail server, a browser or a slow line still take. Node is 36 MB of it. */
const LARGEST = 60_000_000;

/**
 * Packs targets with all that measures them into one archive for a machine of the same platform. Throws ProblemError as
 * `select` does, BUNDLE_PLATFORM, NODE_NOT_PORTABLE, BUNDLE_INCOMPLETE, BUNDLE_TOO_LARGE and BUNDLE_NOT_WRITTEN.
 */
export async function bundle(
  project: Project,
  options: BundleOptions,
  context: Context,
): Promise<Finished<BundleReport>> {
  const file = options.output ?? `${NAME}.tar.gz`;
  await assertPossible(project, resolve(file));
  const declared = await loadSummaries(project);
  const selected = select(project, declared, { selectors: options.selectors, variants: [], workloads: [] });
  const wanted = new Set(selected.targets.map(({ file }) => file));
  const { loaded, problems } = await loadFiles(project, [...wanted]);
  const others = declared.summaries.flatMap(({ file }) => (wanted.has(file) ? [] : [file]));
  context.observe({ event: "pack", what: "collecting sources", done: 0, of: 0 });
  const sources = await affordable(await sourcesOf(project, loaded, others));
  // Not in the project, where Node would find the project's own packages when the bundle is tried.
  const work = await mkdtemp(join(tmpdir(), "pawl-bundle-")).catch((error) => {
    throw writeFailure(error, tmpdir());
  });
  try {
    const folder = join(work, NAME);
    const targets = loaded.map(({ target }) => target);
    const built =
      options.architecture === undefined
        ? null
        : await prebuild(project, targets, options.architecture, folder, context);
    context.observe({ event: "pack", what: "copying Node and pawl", done: 0, of: 0 });
    await stageRuntime(folder);
    await stageProject(folder, project, sources);
    const manifest: Bundle = {
      schema: BUNDLE_SCHEMA,
      version: packageVersion,
      ...{ platform: process.platform, arch: process.arch, node: process.versions.node },
      needs: await systemNeeds([process.execPath]),
      origin: await originOf(project),
      targets: targets.map(({ id }) => id),
      files: Object.fromEntries(sources.files.map((path) => [path, hashOfFile(project.root, path) ?? ""])),
      prebuilt: built?.prebuilt ?? null,
    };
    await stageEntry(folder, manifest);
    context.observe({ event: "pack", what: "trying the bundle", done: 0, of: 0 });
    await rehearse(folder, targets, context.signal);
    const bytes = await archive(folder, resolve(file), {
      largest: LARGEST,
      signal: context.signal,
      onProgress: (done, of) => context.observe({ event: "pack", what: "compressing", done, of }),
    });
    return {
      report: {
        ...{ schema: "pawl/bundle@1", file, bytes, platform: PLATFORM, origin: manifest.origin },
        ...{ targets: manifest.targets, files: sources.files.length },
        prebuilt: built && {
          compiler: built.prebuilt.compiler,
          architecture: built.prebuilt.architecture,
          libraries: Object.keys(built.prebuilt.libraries).length,
        },
        left_out: [...sources.leftOut, ...(built?.leftOut ?? [])],
        problems: [...selected.problems, ...problems],
      },
      exitCode: selected.problems.length + problems.length > 0 ? EXIT.failed : EXIT.ok,
    };
  } catch (error) {
    throw writeFailure(error, work);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function assertPossible(project: Project, file: string): Promise<void> {
  if (!canBundle()) {
    throw new ProblemError({
      code: "BUNDLE_PLATFORM",
      message: `Bundles are for Linux on x86-64 or arm64; this is ${PLATFORM}.`,
      mend: "Make it on a machine like the one that it is for (a container will do).",
    });
  }
  const strange = await ownLibraries(process.execPath);
  if (strange.length > 0) {
    throw new ProblemError({
      code: "NODE_NOT_PORTABLE",
      message: `This Node needs libraries that other machines lack: ${strange.slice(0, 3).join(", ")}.`,
      where: process.execPath,
      mend: "Run `bench bundle` with a Node from https://nodejs.org, which is one file.",
    });
  }
  await assertScratch(project);
  await access(dirname(file), constants.W_OK).catch((error) => {
    throw writeFailure(error, file);
  });
}

async function originOf({ root }: Project): Promise<Origin> {
  const { commit, dirty } = await revisionOf(root);
  return { name: await nameOf(root), roots: await rootsOf(root), commit, dirty };
}

async function nameOf(root: string): Promise<string | null> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const { name } = Object(manifest) as { readonly name?: unknown };
    return typeof name === "string" ? name : null;
  } catch {
    return null;
  }
}

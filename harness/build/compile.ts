import { readFile, rm } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import type { Problem } from "../model/problem.js";
import type { Sanitizer } from "../model/sanitizer.js";
import { hashOf } from "../support/hash.js";
import { NOTHING_ADDED } from "../support/nvcc.js";
import { runTool } from "../support/spawn.js";
import { type BuildCache, type InputFile, lookUp, requestOf, scratchFolder, store } from "./cache.js";
import { compileCommands, linkWords } from "./commands.js";
import { type CudaToolkit, findCuda } from "./cuda.js";
import { readDependencies } from "./diagnose.js";
import { failed, toolkitMissing } from "./failed.js";
import { takePrebuilt } from "./prebuilt.js";
import { compilerFor, type Toolchain } from "./toolchain.js";

/** One shared library, or program, to build. Paths are absolute. */
export interface Job {
  /** For messages and logs: `4.2/dense`. */
  readonly label: string;
  readonly sources: readonly string[];
  readonly flags: readonly string[];
  readonly link: readonly string[];
  /** Folders in which libraries that this one needs are found when it is loaded. */
  readonly found: readonly string[];
  readonly include: readonly string[];
  readonly defines: Readonly<Record<string, string>>;
  readonly sanitizers: readonly Sanitizer[];
  /** Default: a shared library. */
  readonly program?: boolean;
  /** Whether it needs NVIDIA's toolkit: its headers and its runtime, and nvcc for what ends in .cu. */
  readonly cuda?: boolean;
}

export interface Artifact {
  readonly library: string;
  /** Of the library's bytes. */
  readonly hash: string;
  /** Sources, what was linked by its path, and included headers, the system's aside; absolute paths. */
  readonly files: readonly string[];
}

export type Built = { readonly artifact: Artifact } | { readonly problem: Problem };

export interface BuildContext {
  readonly root: string;
  readonly toolchain: Toolchain;
  /** Built into variants and oracles. */
  readonly sanitizers: readonly Sanitizer[];
  /** The `-march` of variants and oracles; default: `native`. */
  readonly architecture?: string | undefined;
  readonly cache: BuildCache;
  /** Folder of the full compiler logs. */
  readonly logs: string;
  readonly signal: AbortSignal;
}

/** Builds one library, or finds it in the cache. What the user got wrong comes back as a problem. */
export async function compile(job: Job, context: BuildContext): Promise<Built> {
  const { root, toolchain } = context;
  if (toolchain.prebuilt) return takePrebuilt(job, toolchain.prebuilt, root);
  const toolkit = job.cuda ? await findCuda(toolchain) : null;
  if (toolkit && "reason" in toolkit) return problem(toolkitMissing(job, root, toolkit));
  const device = { cuda: toolkit, flags: job.flags };
  const compilers = job.sources.map((source) => compilerFor(toolchain, source, device));
  const unknown = compilers.indexOf(null);
  if (unknown >= 0) {
    return problem({
      code: "UNKNOWN_LANGUAGE",
      message: `${job.label}: no compiler is known for this kind of file.`,
      where: relative(root, job.sources[unknown] as string),
      mend: "Sources end in .c, .cc, .cpp, .cxx or .cu.",
    });
  }
  const sources: InputFile[] = [];
  for (const path of job.sources) {
    try {
      sources.push({ path: relative(root, path), content: await readFile(path) });
    } catch {
      return problem({
        code: "SOURCE_MISSING",
        message: `${job.label}: its source file cannot be read.`,
        where: relative(root, path),
        mend: "Create the file, or correct the name in target.ts (names are relative to its folder).",
      });
    }
  }
  const commands = compileCommands(job, compilers as (readonly string[])[], context, toolkit);
  const { link, libraries, found } = linkWords(job, toolchain, toolkit);
  const linked = await linkedFiles(job, root);
  const request = requestOf({
    compiler: [toolchain.identity, ...(toolkit ? [toolkit.version] : [])].join(" | "),
    commands: [
      ...[...commands, [...link, ...libraries]].map((words) =>
        words.map((word) => word.replaceAll(root, ".")),
      ),
      // Stands in the library as it is.
      found,
    ],
    files: [...sources, ...linked],
  });
  const files = [...sources, ...linked].map(({ path }) => resolve(root, path));
  const cached = await lookUp(context.cache, request);
  if (cached) return { artifact: await artifactOf(cached.library, files, cached.headers) };
  return build(job, context, {
    ...{ commands, libraries, files, request, toolkit },
    link: [...link, ...found],
  });
}

/** Those words for the linker that name a file, relative to the root as the linker is run there. */
async function linkedFiles(job: Job, root: string): Promise<InputFile[]> {
  const read = job.link.map(async (word) => {
    const path = resolve(root, word);
    const content = await readFile(path).catch(() => null);
    return content && { path: relative(root, path), content };
  });
  return (await Promise.all(read)).filter((file) => file !== null);
}

async function build(
  job: Job,
  context: BuildContext,
  how: {
    readonly commands: readonly string[][];
    readonly link: readonly string[];
    /** Behind the objects. */
    readonly libraries: readonly string[];
    readonly files: readonly string[];
    readonly request: string;
    readonly toolkit: CudaToolkit | null;
  },
): Promise<Built> {
  const { root, cache, signal } = context;
  const scratch = await scratchFolder(cache);
  const log: string[] = [];
  const step = async (command: readonly string[]) => {
    const [file = "", ...args] = command;
    // Compilers that are killed leave temporary files; these go with the folder.
    const finished = await runTool(file, args, {
      cwd: root,
      signal,
      env: { ...NOTHING_ADDED, TMPDIR: scratch },
    });
    log.push(`$ ${command.join(" ")}`, finished.output);
    return finished;
  };
  try {
    const objects = how.commands.map((_, i) => join(scratch, `${i}.o`));
    for (const [i, command] of how.commands.entries()) {
      const object = objects[i] as string;
      const finished = await step([...command, "-MMD", "-MF", `${object}.d`, "-o", object]);
      if (finished.exitCode !== 0) return problem(await failed(job, context, finished.output, log));
    }
    const library = join(scratch, "library.so");
    const linked = await step([...how.link, "-o", library, ...objects, ...how.libraries]);
    if (linked.exitCode !== 0) return problem(await failed(job, context, linked.output, log));
    const depfiles = await Promise.all(objects.map((object) => readFile(`${object}.d`, "utf8")));
    const headers = depfiles
      .flatMap(readDependencies)
      .map((path) => resolve(root, path))
      // nvcc tells no headers of its own from those of the project; they are as its version says.
      .filter((path) => !job.sources.includes(path) && !how.toolkit?.include.some(holds(path)));
    const entry = await store(cache, how.request, library, headers);
    return { artifact: await artifactOf(entry.library, how.files, entry.headers) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function artifactOf(
  library: string,
  inputs: readonly string[],
  headers: readonly string[],
): Promise<Artifact> {
  return { library, hash: hashOf(await readFile(library)), files: [...inputs, ...headers] };
}

const holds = (path: string) => (folder: string) => path.startsWith(resolve(folder) + sep);

const problem = (problem: Problem): Built => ({ problem });

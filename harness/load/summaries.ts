import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Problem } from "../model/problem.js";
import type { Project } from "../model/project.js";
import type { TargetSummary } from "../model/target.js";
import { hashOf } from "../support/hash.js";
import { packageVersion } from "../support/package.js";
import { findDeclarations } from "./find.js";
import type { Loaded } from "./targets.js";
import { uniqueById } from "./unique.js";

interface Entry {
  /** Hash over path and content of all modules. */
  readonly key: string;
  /** Modules that the declaration consists of, relative to the project root, itself first. */
  readonly modules: readonly string[];
  readonly summary: TargetSummary;
}

interface Cache {
  readonly version: string;
  readonly entries: Readonly<Record<string, Entry>>;
}

/**
 * What is declared, without executing what has not changed since it was last loaded. Declarations with
 * problems are not cached: they are tried again each time. A cache that cannot be read or written is only
 * slower.
 */
export async function loadSummaries(
  project: Project,
): Promise<{ summaries: TargetSummary[]; problems: Problem[] }> {
  const cacheFile = join(project.scratch, "cache", "declarations.json");
  const files = await findDeclarations(project);
  const cached = readCache(cacheFile);
  const contents = new Map<string, string | null>();
  const fresh = (entry: Entry | undefined): entry is Entry =>
    Array.isArray(entry?.modules) && entry.key === keyOf(project.root, entry.modules, contents);

  const entries: Record<string, Entry> = {};
  for (const file of files) {
    const entry = cached[file];
    if (fresh(entry)) entries[file] = entry;
  }
  const unknown = files.filter((file) => entries[file] === undefined);
  const problems: Problem[] = [];
  if (unknown.length > 0) {
    const { loadFiles } = await import("./targets.js");
    const result = await loadFiles(project, unknown);
    problems.push(...result.problems);
    for (const loaded of result.loaded) entries[loaded.target.file] = entryOf(loaded);
  }
  if (Object.keys(cached).length !== Object.keys(entries).length || unknown.some((file) => entries[file])) {
    await writeCache(cacheFile, entries);
  }
  const { unique, problems: duplicates } = uniqueById(Object.values(entries).map(({ summary }) => summary));
  return { summaries: unique, problems: [...problems, ...duplicates] };
}

function keyOf(
  root: string,
  modules: readonly string[],
  contents: Map<string, string | null>,
): string | null {
  const parts: string[] = [];
  for (const path of modules) {
    let content = contents.get(path);
    if (content === undefined) {
      content = readText(join(root, path));
      contents.set(path, content);
    }
    if (content === null) return null;
    parts.push(path, content);
  }
  return hashOf(...parts);
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function entryOf({ target, modules }: Loaded): Entry {
  const { id, title, claim, group, file, workloads, variants, baseline, optimized, published, fuzzes, hash } =
    target;
  return {
    key: hashOf(...modules.flatMap(({ path, content }) => [path, content])),
    modules: modules.map(({ path }) => path),
    summary: {
      ...{ id, title, group, file, workloads, variants, baseline, fuzzes, hash },
      ...(claim === undefined ? {} : { claim }),
      ...(optimized === undefined ? {} : { optimized }),
      ...(published === undefined ? {} : { published }),
    },
  };
}

function readCache(file: string): Readonly<Record<string, Entry>> {
  try {
    const { version, entries } = JSON.parse(readFileSync(file, "utf8")) as Cache;
    return version === packageVersion && typeof entries === "object" ? entries : {};
  } catch {
    return {};
  }
}

async function writeCache(file: string, entries: Readonly<Record<string, Entry>>): Promise<void> {
  try {
    const { default: writeFileAtomic } = await import("write-file-atomic");
    mkdirSync(dirname(file), { recursive: true });
    await writeFileAtomic(file, JSON.stringify({ version: packageVersion, entries } satisfies Cache));
  } catch {
    // The next call loads the declarations again.
  }
}

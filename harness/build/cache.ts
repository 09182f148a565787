import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { hashOf } from "../support/hash.js";

/**
 * A content-addressed cache in two steps, because the headers of a source are known only after compiling it: the
 * *request* (sources, flags, compiler) leads to a manifest of the headers it included last time; those headers'
 * contents together with the request name the library.
 */
export interface BuildCache {
  readonly folder: string;
  /** Of the project. Files below it are known by their paths in it, so that the cache may move with a checkout. */
  readonly root: string;
}

export interface Entry {
  readonly library: string;
  /** Absolute paths of the headers that were included, the system's aside. */
  readonly headers: readonly string[];
}

export interface InputFile {
  /** Relative to the project root, so that equal checkouts share. */
  readonly path: string;
  readonly content: Uint8Array;
}

interface Manifest {
  /** Relative to the project root, or absolute outside of it. */
  readonly headers: readonly string[];
}

const SCRATCH = "build-";
/** No compiler works on one library for so long: whoever made the folder was killed. */
const ABANDONED_MS = 3_600_000;

/** A folder to build one library in, on the cache's own file system; whoever asks for it removes it. */
export async function scratchFolder(cache: BuildCache): Promise<string> {
  await mkdir(cache.folder, { recursive: true });
  return mkdtemp(join(cache.folder, SCRATCH));
}

/** Opens the cache in `folder` of the project at `root`. Removes what killed runs left there, where it can. */
export async function openCache(folder: string, root: string): Promise<BuildCache> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((n) => n.startsWith(SCRATCH))) {
    const path = join(folder, name);
    const seen = await stat(path).catch(() => null); // another run may remove it first
    if (!seen || Date.now() - seen.mtimeMs < ABANDONED_MS) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
  return { folder, root };
}

const manifestPath = (cache: BuildCache, request: string) => join(cache.folder, `${request}.json`);

/** Names what is to be built. */
export function requestOf(parts: {
  readonly compiler: string;
  readonly commands: readonly (readonly string[])[];
  /** Sources, and libraries and objects that are linked in. */
  readonly files: readonly InputFile[];
}): string {
  return hashOf(
    parts.compiler,
    JSON.stringify(parts.commands),
    ...parts.files.flatMap(({ path, content }) => [path, content]),
  );
}

async function libraryName(
  { root }: BuildCache,
  request: string,
  headers: readonly string[],
): Promise<string | null> {
  try {
    const contents = await Promise.all(headers.map((header) => readFile(resolve(root, header))));
    return `${hashOf(request, ...headers.flatMap((header, i) => [header, contents[i] as Uint8Array]))}.so`;
  } catch {
    return null; // a header is gone: whatever was built with it is of no use
  }
}

export async function lookUp(cache: BuildCache, request: string): Promise<Entry | null> {
  try {
    const { headers } = JSON.parse(await readFile(manifestPath(cache, request), "utf8")) as Manifest;
    const name = await libraryName(cache, request, headers);
    if (name === null) return null;
    const library = join(cache.folder, name);
    await readFile(library); // torn caches happen; a missing file must mean "build again"
    return { library, headers: headers.map((header) => resolve(cache.root, header)) };
  } catch {
    return null;
  }
}

/** Moves a fresh library in. Write-then-rename, so that two runs at once cannot see half a file. */
export async function store(
  cache: BuildCache,
  request: string,
  built: string,
  headers: readonly string[],
): Promise<Entry> {
  const known = headers.map((header) => inProject(cache.root, header));
  const sorted = [...new Set(known)].sort();
  const name = await libraryName(cache, request, sorted);
  if (name === null) throw new Error("a header vanished while it was compiled");
  await mkdir(cache.folder, { recursive: true });
  const library = join(cache.folder, name);
  await rename(built, library);
  const draft = `${built}.json`; // beside the build: two variants may have one request at the same time
  await writeFile(draft, JSON.stringify({ headers: sorted } satisfies Manifest));
  await rename(draft, manifestPath(cache, request));
  return { library, headers: sorted.map((header) => resolve(cache.root, header)) };
}

function inProject(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith("..") || isAbsolute(inside) ? path : inside;
}

import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runTool } from "../support/spawn.js";
import type { Artifact } from "./compile.js";

/** What a library exports, compared with what it must. */
export interface MissingSymbol {
  readonly name: string;
  /** A C++ function of that name, demangled: `extern "C"` was forgotten. */
  readonly mangledTwin: string | null;
  readonly exported: readonly string[];
}

/**
 * The first of `names` that a library does not export, or null. What it exports is kept in `cache` under the hash of
 * its bytes, so that a warm build starts no process.
 */
export async function missingSymbol(
  { library, hash }: Artifact,
  names: readonly string[],
  cache: string,
): Promise<MissingSymbol | null> {
  const exported = await cached(join(cache, `${hash}.symbols`), () => list(library));
  // Without nm the worker's own loader still finds a missing symbol, with a poorer message.
  const name = names.find((n) => exported && !exported.includes(n));
  if (!exported || name === undefined) return null;
  const isTwin = (s: string) => s.startsWith(`${name}(`) || s.includes(`::${name}(`);
  const demangled = (await list(library, "-C")) ?? [];
  return { name, mangledTwin: demangled.find(isTwin) ?? null, exported };
}

/** Names of defined dynamic symbols; null when nm cannot tell. */
async function list(library: string, ...flags: string[]): Promise<string[] | null> {
  const darwin = process.platform === "darwin";
  const dynamic = darwin ? ["-gU"] : ["-D", "--defined-only"];
  const { exitCode, output } = await runTool("nm", [...dynamic, ...flags, library]);
  if (exitCode !== 0) return null;
  // `name@@VERSION` in a library with symbol versions; `_name` on macOS.
  const decoration = darwin ? /^_/ : /@.*$/;
  return output
    .split("\n")
    .flatMap((line) => /^[0-9a-f]* ?[A-Za-z] (.*)$/.exec(line.trim())?.[1] ?? [])
    .map((symbol) => symbol.replace(decoration, ""));
}

async function cached(
  file: string,
  compute: () => Promise<readonly string[] | null>,
): Promise<readonly string[] | null> {
  const known = await readFile(file, "utf8").catch(() => null);
  if (known !== null) return known.split("\n");
  const found = await compute();
  if (found) {
    await mkdir(dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}`; // two variants may have identical code
    await writeFile(draft, found.join("\n"));
    await rename(draft, file); // whole or not at all
  }
  return found;
}

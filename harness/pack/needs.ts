import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { SystemNeeds } from "../model/bundle.js";
import { runTool } from "../support/spawn.js";
import { isNewer } from "../support/versions.js";

/** What a binary asks of a Linux system. */

/** Version names stand in the table of dynamic strings, each between two NULs (Linux Standard Base, symbol versioning). */
const PREFIXES = { glibc: "\0GLIBC_", libstdcxx: "\0GLIBCXX_" } as const;
const LONGEST_VERSION = 16;

/** Libraries that are there wherever programs of glibc run, and the C++ runtime. */
const SYSTEM = /^(linux-vdso|linux-gate|ld-linux[\w-]*|lib(c|m|dl|rt|pthread|stdc\+\+|gcc_s|atomic))\.so/;

/** The newest versions that any of `files` names. */
export async function systemNeeds(files: readonly string[]): Promise<SystemNeeds> {
  const needs = { glibc: null as string | null, libstdcxx: null as string | null };
  for (const file of files) {
    const bytes = await readFile(file);
    for (const library of ["glibc", "libstdcxx"] as const) {
      for (const version of versionsIn(bytes, PREFIXES[library])) {
        const known = needs[library];
        if (known === null || isNewer(version, known)) needs[library] = version;
      }
    }
  }
  return needs;
}

function versionsIn(bytes: Buffer, prefix: string): string[] {
  const found = new Set<string>();
  for (let at = bytes.indexOf(prefix); at >= 0; at = bytes.indexOf(prefix, at + 1)) {
    const begin = at + prefix.length;
    const [, version] =
      /^(\d+(?:\.\d+)+)\0/.exec(bytes.toString("latin1", begin, begin + LONGEST_VERSION)) ?? [];
    if (version !== undefined) found.add(version);
  }
  return [...found];
}

/** Shared libraries beyond the system's own that a program loads; none where `ldd` cannot tell. */
export async function ownLibraries(program: string): Promise<string[]> {
  const { exitCode, output } = await runTool("ldd", [program]);
  if (exitCode !== 0) return [];
  const names = output.split("\n").flatMap((line) => /^\s+(\S+)/.exec(line)?.[1] ?? []);
  return names.map((name) => basename(name)).filter((name) => !SYSTEM.test(name));
}

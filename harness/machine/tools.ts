import { nvccCommands } from "../support/nvcc.js";

/** Version line of each tool; null if it is not there or does not answer. */
export interface Tools {
  readonly gxx: string | null;
  readonly clangxx: string | null;
  /** What `$CXX` names, when it is set. */
  readonly cxx: { readonly command: string; readonly version: string | null } | null;
  readonly nm: string | null;
  readonly git: string | null;
  readonly nvcc: string | null;
  readonly perf: string | null;
  readonly valgrind: string | null;
  readonly numactl: string | null;
}

/** A tool that takes longer than this to tell its version counts as missing. */
const PATIENCE_MS = 2_000;

export async function probeTools(environment: NodeJS.ProcessEnv = process.env): Promise<Tools> {
  const command = environment.CXX?.trim() || null;
  const [gxx, clangxx, cxx, nm, git, nvcc, perf, valgrind, numactl] = await Promise.all([
    version("g++"),
    version("clang++"),
    command === null ? null : version(command),
    version("nm"),
    version("git"),
    firstVersion(nvccCommands(environment), /release [^,]*/),
    version("perf"),
    version("valgrind"),
    version("numactl"),
  ]);
  const named = command === null ? null : { command, version: cxx };
  return { gxx, clangxx, cxx: named, nm, git, nvcc, perf, valgrind, numactl };
}

async function firstVersion(commands: readonly string[][], pattern: RegExp): Promise<string | null> {
  for (const command of commands) {
    const found = await version(command.join(" "), pattern);
    if (found !== null) return found;
  }
  return null;
}

async function version(command: string, pattern = /\S.*/): Promise<string | null> {
  const { runTool } = await import("../support/spawn.js");
  const [file = command, ...args] = command.split(/\s+/);
  const { exitCode, output } = await runTool(file, [...args, "--version"], {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return exitCode === 0 ? (pattern.exec(output)?.[0] ?? null) : null;
}

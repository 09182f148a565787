import { relative } from "node:path";
import type { BuildContext, Job } from "./compile.js";
import { type CudaToolkit, cudaLink } from "./cuda.js";
import { instrumentation } from "./sanitize.js";
import type { Toolchain } from "./toolchain.js";

const ALWAYS = ["-fPIC", "-Wall", "-Wextra"];
/**
 * Never unloaded, because libraries with threads of their own (OpenMP) crash at exit otherwise; names that nothing defines
 * are found now instead of when it is loaded, as is usual on macOS.
 */
const LINK = process.platform === "darwin" ? ["-shared"] : ["-shared", "-Wl,-z,nodelete", "-Wl,-z,defs"];
/** So that equal code gives equal bytes; not where the names and lines are wanted. */
const STRIP = process.platform === "darwin" ? [] : ["-s"];

/**
 * Per source the command that compiles it, but for where to; `compilers`: each one's, as `compilerFor` says. To be run in the
 * root.
 */
export function compileCommands(
  job: Job,
  compilers: readonly (readonly string[])[],
  { root, toolchain }: Pick<BuildContext, "root" | "toolchain">,
  toolkit: CudaToolkit | null,
): string[][] {
  const instrumented = instrumentation(toolchain, job.sanitizers);
  return job.sources.map((source, i) => [
    ...(compilers[i] ?? []),
    ...ALWAYS,
    ...instrumented.compile,
    ...job.flags,
    ...instrumented.mild,
    ...job.include.map((folder) => `-I${folder}`),
    // nvcc knows where its own lie.
    ...(toolkit && !source.endsWith(".cu") ? toolkit.include.flatMap((folder) => ["-isystem", folder]) : []),
    ...Object.entries(job.defines).map(([name, value]) =>
      value === "" ? `-D${name}` : `-D${name}=${value}`,
    ),
    // Equal sources in two checkouts give equal bytes, and logs speak of paths in the project.
    `-ffile-prefix-map=${root}=.`,
    "-c",
    relative(root, source),
  ]);
}

/**
 * How objects become one library: `link` before them, `libraries` behind, `found` where it looks for others when it is
 * loaded. Ours links device code too: what a variant's `link` says means the same everywhere. Only code that one file of a
 * variant shares with another on the device (`-rdc=true`) would need nvcc for it.
 */
export function linkWords(job: Job, toolchain: Toolchain, toolkit: CudaToolkit | null) {
  const stripped = job.sanitizers.length > 0 ? [] : STRIP;
  const { link } = instrumentation(toolchain, job.sanitizers);
  return {
    link: [...toolchain.cxx, ...(job.program ? [] : LINK), ...stripped, ...link],
    libraries: [...job.link, ...(toolkit ? cudaLink(toolkit) : [])],
    found: job.found.map((folder) => `-Wl,-rpath,${folder}`),
  };
}

import { readFile, realpath } from "node:fs/promises";
import { isAbsolute } from "node:path";
import type { Sanitizer, SanitizerRuntime } from "../model/sanitizer.js";
import { ProblemError } from "../support/problem.js";
import { runTool } from "../support/spawn.js";
import type { Toolchain } from "./toolchain.js";

interface Instrumentation {
  /** Before a variant's own flags, which may exempt it from a check. */
  readonly compile: readonly string[];
  /** After them. */
  readonly mild: readonly string[];
  readonly link: readonly string[];
}

/** How the compiler is told to build the checks in; nothing without sanitizers. */
export function instrumentation({ family }: Toolchain, sanitizers: readonly Sanitizer[]): Instrumentation {
  if (sanitizers.length === 0) return { compile: [], mild: [], link: [] };
  const sanitize = `-fsanitize=${sanitizers.join(",")}`;
  return {
    compile: [sanitize, "-fno-sanitize-recover=all", "-fno-omit-frame-pointer", "-g"],
    // Instrumented code draws warnings that plain code does not; they are no errors.
    mild: ["-Wno-error"],
    // clang links its runtime into programs only, unless told otherwise.
    link: family === "gcc" ? [sanitize] : [sanitize, "-shared-libsan"],
  };
}

/**
 * The runtime libraries of the sanitizers. A process that was not built with them must load them before anything else.
 * Throws ProblemError SANITIZER_MISSING.
 */
export async function findRuntime(
  toolchain: Toolchain,
  sanitizers: readonly Sanitizer[],
): Promise<SanitizerRuntime> {
  if (process.platform !== "linux")
    throw missing(toolchain, "Sanitizers can be used on Linux only.", "Check there.");
  const { family } = toolchain;
  const machine = (await ask(toolchain, "-dumpmachine")).split("-", 1)[0] as string;
  const preload: string[] = [];
  for (const names of librariesOf(toolchain, sanitizers, machine)) {
    const found = await Promise.all(names.map((name) => locate(toolchain, name)));
    const library = found.find((path) => path !== null);
    if (!library)
      throw missing(toolchain, `${toolchain.version} comes without ${names[0]}.`, INSTALL[family]);
    preload.push(library);
  }
  if (family === "gcc") return { preload, symbolizer: null };
  const symbolizer = await ask(toolchain, "-print-prog-name=llvm-symbolizer");
  return { preload, symbolizer: isAbsolute(symbolizer) ? symbolizer : null };
}

/** Per library the names that it may have. clang's runtime for addresses contains the other one. */
function librariesOf(
  { family }: Toolchain,
  sanitizers: readonly Sanitizer[],
  machine: string,
): readonly string[][] {
  if (family === "gcc")
    return sanitizers.map((sanitizer) => [sanitizer === "address" ? "libasan.so" : "libubsan.so"]);
  const name = sanitizers.includes("address") ? "asan" : "ubsan_standalone";
  return [[`libclang_rt.${name}-${machine}.so`, `libclang_rt.${name}.so`]];
}

/** Where the compiler finds a library; null when it does not. */
async function locate(toolchain: Toolchain, name: string): Promise<string | null> {
  const answer = await ask(toolchain, `-print-file-name=${name}`);
  const path = isAbsolute(answer) ? await realpath(answer).catch(() => null) : null;
  if (path === null) return null;
  const content = await readFile(path);
  if (content.subarray(0, 4).equals(Buffer.from("\x7fELF", "latin1"))) return path;
  // Some distributions put a linker script there that names the library.
  return /\/\S+\.so[\d.]*/.exec(content.toString("utf8"))?.[0] ?? null;
}

/** What the compiler answers; a relative path or a bare name where it knows no better. */
async function ask({ cxx }: Toolchain, question: string): Promise<string> {
  const [file = "", ...args] = cxx;
  return (await runTool(file, [...args, question])).output.trim();
}

const INSTALL = {
  gcc: "Install it (Debian, Ubuntu: it comes with g++ · Fedora: dnf install libasan libubsan), or choose another compiler with CXX.",
  other:
    "Install it (Debian, Ubuntu: apt-get install -y libclang-rt-dev · Fedora: dnf install compiler-rt), or choose another compiler with CXX.",
} as const;

const missing = ({ cxx }: Toolchain, message: string, mend: string) =>
  new ProblemError({ code: "SANITIZER_MISSING", message, where: cxx.join(" "), mend });

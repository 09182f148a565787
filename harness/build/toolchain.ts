import { extname } from "node:path";
import { ProblemError } from "../support/problem.js";
import { runTool } from "../support/spawn.js";
import { type CudaToolkit, deviceFlags } from "./cuda.js";
import type { OpenPrebuilt } from "./prebuilt.js";

/** A C++ compiler and its C sibling. */
export interface Toolchain {
  readonly cxx: readonly string[];
  readonly cc: readonly string[];
  /** Options differ: clang and others do not know all of GCC's. */
  readonly family: "gcc" | "other";
  /** First line of `--version`. */
  readonly version: string;
  /** Version, target and CPU: two equal identities compile the same source to the same code. */
  readonly identity: string;
  /** Where no compiler answers: what it built elsewhere, and all that there is. */
  readonly prebuilt?: OpenPrebuilt;
  /** What was built elsewhere for devices whose toolkits may be missing here. */
  readonly elsewhere?: OpenPrebuilt;
}

/**
 * Auto-vectorisation differs between -O2 and -O3; contraction would change results between compilers; errno keeps
 * sqrt and friends from vectorising. A variant's own flags follow these and win.
 */
export const flagsFor = (architecture: string): readonly string[] => [
  "-O3",
  `-march=${architecture}`,
  "-ffp-contract=off",
  "-fno-math-errno",
];

/** Those with which a toolchain builds, or built, what is timed. */
export const timedFlags = ({ prebuilt }: Toolchain): readonly string[] =>
  flagsFor(prebuilt?.architecture ?? "native");

/**
 * `$CXX` (it may carry arguments, as in `ccache g++`), else g++, else clang++.
 * Throws ProblemError NO_COMPILER when none of them answers.
 */
export async function findToolchain(
  cpu: string,
  environment: { readonly CXX?: string | undefined; readonly CC?: string | undefined } = process.env,
): Promise<Toolchain> {
  const candidates = environment.CXX ? [environment.CXX.trim().split(/\s+/)] : [["g++"], ["clang++"]];
  for (const cxx of candidates) {
    const [file = "", ...args] = cxx;
    const [version, machine] = await Promise.all([
      runTool(file, [...args, "--version"]),
      runTool(file, [...args, "-dumpmachine"]),
    ]);
    if (version.exitCode !== 0) continue;
    const line = version.output.split("\n", 1)[0] as string;
    return {
      cxx,
      cc: environment.CC ? environment.CC.trim().split(/\s+/) : cxx.map(cSibling),
      family: version.output.includes("Free Software Foundation") ? "gcc" : "other",
      version: line,
      identity: [line, machine.output.trim(), cpu].join(" | "),
    };
  }
  const tried = candidates.map((c) => c[0]).join(" and ");
  throw new ProblemError({
    code: "NO_COMPILER",
    message: `No C++ compiler answers: tried ${tried}${environment.CXX ? " (from $CXX)" : ""}.`,
    where: "PATH",
    mend: "Install one (Debian, Ubuntu: apt-get install -y g++ · Fedora: dnf install gcc-c++ · macOS: xcode-select --install) or set CXX.",
  });
}

/**
 * GCC makes static variables of inline functions unique in the whole process, even over libraries that are loaded
 * apart: two variants with one header would share them.
 */
const SEPARATE = ["-fno-gnu-unique"];

const cSibling = (part: string): string =>
  part
    .replace(/clang\+\+/, "clang")
    .replace(/g\+\+/, "gcc")
    .replace(/c\+\+/, "cc");

/** The variant's own flags, which may name another architecture, and the toolkit where it needs one. */
interface DeviceCode {
  readonly cuda: CudaToolkit | null;
  readonly flags: readonly string[];
}

/** The compiler and language standard for one source file, or null when its kind is unknown. */
export function compilerFor(
  toolchain: Toolchain,
  source: string,
  { cuda, flags }: DeviceCode = { cuda: null, flags: [] },
): readonly string[] | null {
  const separate = toolchain.family === "gcc" ? SEPARATE : [];
  switch (extname(source)) {
    case ".c":
      return [...toolchain.cc, "-std=c17"];
    case ".cc":
    case ".cpp":
    case ".cxx":
    case ".C":
      return [...toolchain.cxx, "-std=c++20", ...separate];
    case ".cu":
      return cuda && [...cuda.nvcc, "-std=c++20", ...separate, ...deviceFlags(cuda, flags)];
    default:
      return null;
  }
}

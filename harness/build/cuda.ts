import { basename } from "node:path";
import { NOTHING_ADDED, type NvccEnvironment, nvccCommands } from "../support/nvcc.js";
import { runTool } from "../support/spawn.js";
import type { Toolchain } from "./toolchain.js";

/** NVIDIA's toolkit as a compiler of device code, with our own C++ compiler for the host's. */
export interface CudaToolkit {
  /** nvcc, its arguments, and those that hand the host's code to our compiler. */
  readonly nvcc: readonly string[];
  /** `Cuda compilation tools, release 13.0, V13.0.88`. */
  readonly version: string;
  /** Folders of its headers and of its libraries, absolute. */
  readonly include: readonly string[];
  readonly libraries: readonly string[];
  /** What device code is built for where neither the variant nor `$NVCC` says it. */
  readonly architecture: readonly string[];
}

/** Why there is none, and how to come by it. */
export interface NoToolkit {
  readonly reason: string;
  readonly mend: string;
}

/** The first that knows C++20. */
const OLDEST = 12;

/**
 * Where no device is: machine code of the two generations of data centre GPUs in common use, and what drivers translate
 * for later ones. `all-major` takes twice the time (4.8 s against 2.3 s for one kernel) and more than twice the size.
 */
const COMMON = [
  ["-gencode", "arch=compute_80,code=sm_80"],
  ["-gencode", "arch=compute_90,code=[sm_90,compute_90]"],
].flat();

/**
 * As `-ffp-contract=off` has it on the host: what is equal in the source rounds equally on both sides. Who wants a fused
 * multiply-add writes `fmaf`, or says `--fmad=true` among the variant's own flags, which follow and win.
 */
const ALWAYS = ["--fmad=false"];

/** What devices are linked with: the runtime inside of the library, which then loads where there is no toolkit. */
const RUNTIME = ["-lcudart_static", "-lrt", "-lpthread", "-ldl"];

const found = new Map<string, Promise<CudaToolkit | NoToolkit>>();

/**
 * `$NVCC` (it may carry arguments), else nvcc on the PATH, else that of /usr/local/cuda, with `$NVCC_PREPEND_FLAGS` and
 * `$NVCC_APPEND_FLAGS`. Asked once per process, since only few builds need it.
 */
export function findCuda(
  toolchain: Toolchain,
  environment: NvccEnvironment = process.env,
): Promise<CudaToolkit | NoToolkit> {
  const candidates = nvccCommands(environment);
  const key = JSON.stringify([toolchain.cxx, candidates]);
  const known = found.get(key) ?? find(toolchain, candidates, Boolean(environment.NVCC?.trim()));
  found.set(key, known);
  return known;
}

async function find(
  { cxx }: Toolchain,
  candidates: readonly (readonly string[])[],
  named: boolean,
): Promise<CudaToolkit | NoToolkit> {
  for (const nvcc of candidates) {
    const { exitCode, output } = await ask(nvcc, "--version");
    if (exitCode !== 0) continue;
    const version = /^.*release \d.*$/m.exec(output)?.[0] ?? "";
    const major = Number(/release (\d+)/.exec(version)?.[1]);
    if (!(major >= OLDEST)) return missing(`${nvcc.join(" ")} is too old (${version || "no version"})`);
    const steps = (await ask(nvcc, "--dryrun", "-c", "-x", "cu", "/dev/null")).output;
    return {
      nvcc: [...nvcc, ...(has(nvcc, HOST) ? [] : hostCompiler(cxx)), "--forward-unknown-to-host-compiler"],
      version,
      include: folders(steps, /^#\$ (?:SYSTEM_)?INCLUDES=(.*)$/gm),
      libraries: folders(steps, /^#\$ LIBRARIES=(.*)$/gm),
      architecture: has(nvcc, ARCHITECTURE) ? [] : await architecture(nvcc),
    };
  }
  const tried = candidates.map((words) => words.join(" ")).join(" and ");
  return missing(`no nvcc answers: tried ${tried}${named ? " (from $NVCC)" : ""}`);
}

const ask = ([file = "", ...args]: readonly string[], ...questions: string[]) =>
  runTool(file, [...args, ...questions], { env: NOTHING_ADDED });

const missing = (reason: string): NoToolkit => ({
  reason,
  mend: `Install NVIDIA's CUDA toolkit, ${OLDEST} or later (https://developer.nvidia.com/cuda-downloads), or name its nvcc with NVCC.`,
});

/** nvcc takes the path of one compiler: without a launcher before it, and with its arguments apart. */
function hostCompiler(cxx: readonly string[]): string[] {
  const at = Math.max(
    0,
    cxx.findIndex((word) => basename(word).includes("++")),
  );
  return ["-ccbin", cxx[at] as string, ...cxx.slice(at + 1)];
}

/** `"-L/a" "-L/b"`, `"-isystem" "/c"`. */
const folders = (steps: string, variable: RegExp): string[] =>
  [...steps.matchAll(variable)].flatMap(([, words = ""]) =>
    [...words.matchAll(/"(?:-[IL])?(\/[^"]*)"/g)].map(([, folder]) => folder as string),
  );

const HOST = /^(-ccbin|--compiler-bindir)(=|$)/;
const ARCHITECTURE = /^(-arch|--gpu-architecture|-code|--gpu-code|-gencode|--generate-code)(=|$)/;
const has = (words: readonly string[], option: RegExp): boolean => words.some((word) => option.test(word));

/** A driver in trouble may not answer at all. */
const PATIENCE_MS = 10_000;

/** Of the devices that are here, if this nvcc knows all of them; else of the common ones. */
async function architecture(nvcc: readonly string[]): Promise<readonly string[]> {
  const query = await runTool("nvidia-smi", ["--query-gpu=compute_cap", "--format=csv,noheader"], {
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const capabilities = query.exitCode === 0 ? (query.output.match(/^\d+\.\d+$/gm) ?? []) : [];
  if (capabilities.length === 0) return COMMON;
  const here = [...new Set(capabilities)].map((capability) => capability.replace(".", ""));
  const known = (await ask(nvcc, "--list-gpu-arch")).output.split(/\s+/);
  if (!here.every((capability) => known.includes(`compute_${capability}`))) return COMMON;
  return here.flatMap((one) => ["-gencode", `arch=compute_${one},code=[sm_${one},compute_${one}]`]);
}

/** The words that nvcc adds to those of the host's compiler; the variant's own `flags` may name an architecture. */
export const deviceFlags = ({ architecture }: CudaToolkit, flags: readonly string[]): readonly string[] => [
  ...ALWAYS,
  ...(has(flags, ARCHITECTURE) ? [] : architecture),
];

/** Words for the linker, behind the objects. */
export const cudaLink = ({ libraries }: CudaToolkit): readonly string[] => [
  ...libraries.map((folder) => `-L${folder}`),
  ...RUNTIME,
];

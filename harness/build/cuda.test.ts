import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { inout } from "../index.js";
import { packageRoot } from "../support/package.js";
import { temporaryProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant } from "../support/testing/target.js";
import { findCuda } from "./cuda.js";
import { type BuildRequest, buildTargets, findToolchain, projectFiles, type TargetBuild } from "./index.js";
import { compilerFor, type Toolchain } from "./toolchain.js";

const gnu: Toolchain = { cxx: ["g++"], cc: ["gcc"], family: "gcc", version: "g++ 12", identity: "g++ 12" };
const real = await findCuda(await findToolchain("this CPU"));

/** Programs that only say what they are asked for, on the PATH. */
function tools(scripts: Readonly<Record<string, string>>): string {
  const project = temporaryProject();
  for (const [name, script] of Object.entries(scripts)) {
    project.write(name, `#!/bin/sh\n${script}\n`);
    chmodSync(join(project.root, name), 0o755);
  }
  vi.stubEnv("PATH", [project.root, process.env.PATH].join(delimiter));
  onTestFinished(() => void vi.unstubAllEnvs());
  return join(project.root, "nvcc");
}

const nvcc = (version: string) => `case "$*" in
  *--version*) echo "nvcc: NVIDIA"; echo "Cuda compilation tools, release ${version}, V${version}.1"; echo Build;;
  *--dryrun*) echo '#$ INCLUDES="-I/sdk/include"'; echo '#$ SYSTEM_INCLUDES="-isystem" "/sdk/include/cccl"'
    echo '#$ LIBRARIES=  "-L/sdk/lib/stubs" "-L/sdk/lib"';;
  *--list-gpu-arch*) echo compute_80; echo compute_90;;
esac`;

const wordsOf = async (named: string, flags: readonly string[] = [], toolchain = gnu) => {
  const found = await findCuda(toolchain, { NVCC: named });
  return compilerFor(toolchain, "a.cu", { cuda: "reason" in found ? null : found, flags })?.join(" ") ?? "";
};

describe("nvcc", () => {
  let named: string;
  beforeEach(() => {
    named = tools({ nvcc: nvcc("13.0"), "nvidia-smi": "exit 9" });
  });

  test("hands the host's code to our compiler, and device code to what is common", async () => {
    expect(await wordsOf(named)).toBe(
      `${named} -ccbin g++ --forward-unknown-to-host-compiler -std=c++20 -fno-gnu-unique --fmad=false ` +
        "-gencode arch=compute_80,code=sm_80 -gencode arch=compute_90,code=[sm_90,compute_90]",
    );
  });

  test("takes one compiler, whose launcher it would not know", async () => {
    const launched = { ...gnu, cxx: ["ccache", "/usr/bin/g++-12", "-m64"] };
    expect(await wordsOf(named, [], launched)).toContain(" -ccbin /usr/bin/g++-12 -m64 --forward");
  });

  test("is told an architecture once: by the variant, by $NVCC, or by us", async () => {
    expect(await wordsOf(named, ["-O2", "-arch=native"])).not.toContain("-gencode");
    expect(await wordsOf(named, ["-march=native"])).toContain("-gencode");
    expect(await wordsOf(`${named} --gpu-architecture sm_75 -ccbin g++-11`)).not.toMatch(
      /-gencode|-ccbin g\+\+ /,
    );
  });

  test("shows the flags that it would take from its environment", async () => {
    const found = await findCuda(gnu, {
      NVCC: named,
      NVCC_PREPEND_FLAGS: "-ccbin=/opt/g++ -arch sm_75",
      NVCC_APPEND_FLAGS: " -use_fast_math ",
    });
    expect(found).toMatchObject({
      nvcc: [
        ...[named, "-ccbin=/opt/g++", "-arch", "sm_75", "-use_fast_math"],
        "--forward-unknown-to-host-compiler",
      ],
      architecture: [],
    });
  });

  test("tells where its headers and libraries lie, whatever stands before it", async () => {
    expect(await findCuda(gnu, { NVCC: named })).toMatchObject({
      version: "Cuda compilation tools, release 13.0, V13.0.1",
      include: ["/sdk/include", "/sdk/include/cccl"],
      libraries: ["/sdk/lib/stubs", "/sdk/lib"],
    });
  });
});

test.each([
  [
    "those that are here, each once",
    "9.0\n9.0\n8.0",
    "sm_90,compute_90] -gencode arch=compute_80,code=[sm_80,",
  ],
  ["what is common, where nvcc is older than a device", "10.3", "arch=compute_80,code=sm_80 -gencode"],
  ["what is common, where no device answers", "[N/A]", "arch=compute_80,code=sm_80 -gencode"],
])("device code is for %s", async (_, capabilities, expected) => {
  const named = tools({ nvcc: nvcc("13.0"), "nvidia-smi": `printf '${capabilities}\n'` });
  expect(await wordsOf(named)).toContain(expected);
});

test.each([
  ["no nvcc answers: tried /nonexistent (from $NVCC)", "/nonexistent"],
  [/nvcc is too old \(Cuda compilation tools, release 11.8, V11.8.1\)$/, null],
])("no toolkit: %s", async (reason, named) => {
  const found = await findCuda(gnu, { NVCC: named ?? tools({ nvcc: nvcc("11.8") }) });
  expect(found).toMatchObject({
    reason: typeof reason === "string" ? reason : expect.stringMatching(reason),
    mend: expect.stringMatching(/CUDA toolkit, 12 or later .*NVCC/),
  });
});

const SUM = `__global__ static void twice(float *x, size_t n) {
  size_t i = blockIdx.x * (size_t)blockDim.x + threadIdx.x;
  if (i < n) x[i] *= 2;
}
`;
const KERNEL = `#include "pawl/1.1.h"
#include "twice.cuh"
void kernel(float *x, size_t n) { twice<<<(n + 255) / 256, 256>>>(x, n); cudaDeviceSynchronize(); }
`;

const why = "reason" in real ? ` (skipped: ${real.reason})` : "";
describe.skipIf("reason" in real)(`with the nvcc that is here${why}`, () => {
  const requires = ["cuda"];
  const device = sampleVariant("device", { sources: ["targets/demo/device.cu"], requires });
  const narrow = { ...device, name: "narrow", flags: ["-mno-avx512f", "-arch=sm_80", "-O2"] };
  const signature = { kernel: { name: "kernel", args: { x: inout("f32", "n"), n: "usize" } } } as const;
  const target = sampleTarget(signature, [device, narrow]);

  async function build(requests: readonly BuildRequest[], project = temporaryProject()) {
    project.write("targets/demo/device.cu", KERNEL);
    project.write("targets/demo/twice.cuh", SUM);
    const toolchain = await findToolchain("this CPU");
    const { signal } = new AbortController();
    const builds = await buildTargets(project, requests, { toolchain, signal, onBuilt: () => {} });
    return { project, built: builds.get("1.1") as TargetBuild };
  }

  test("the same sources give the same bytes, and only the project's files count", async () => {
    const { project, built } = await build([{ target, variants: [device, narrow] }]);
    expect(built.problems).toEqual(new Map());
    const artifact = built.artifacts.get("device");
    expect(projectFiles(project, built.artifacts.values())).toEqual([
      "targets/demo/device.cu",
      "targets/demo/twice.cuh",
    ]);
    expect(artifact?.files).toHaveLength(3); // with pawl's own header
    const elsewhere = await build([{ target, variants: [device] }]);
    expect(elsewhere.built.artifacts.get("device")?.hash).toBe(artifact?.hash);
    // The cache knows nothing of the toolkit's headers either.
    const moved = temporaryProject();
    cpSync(project.scratch, moved.scratch, { recursive: true });
    const again = await build([{ target, variants: [device] }], moved);
    expect(again.built.artifacts.get("device")?.library).toContain(moved.root);
    expect(
      readFileSync(artifact?.library ?? "").equals(
        readFileSync(again.built.artifacts.get("device")?.library ?? ""),
      ),
    ).toBe(true);
  });

  test("flags of its environment make another library", async () => {
    const plain = await build([{ target, variants: [device] }]);
    vi.stubEnv("NVCC_APPEND_FLAGS", "-Dtwice=thrice");
    onTestFinished(() => void vi.unstubAllEnvs());
    const other = await build([{ target, variants: [device] }], plain.project);
    expect(other.built.problems).toEqual(new Map());
    const [a, b] = [plain, other].map(({ built }) => built.artifacts.get("device")?.hash);
    expect(a).not.toBe(b);
  });

  test("the library loads where neither driver nor toolkit is", async () => {
    const { built } = await build([{ target, variants: [device] }]);
    const library = built.artifacts.get("device")?.library ?? "";
    const script = `require("koffi").load(${JSON.stringify(library)}).func("void kernel(float *x, size_t n)")`;
    execFileSync(process.execPath, ["-e", script], { cwd: packageRoot, env: {} });
    expect(execFileSync("readelf", ["--dynamic", library], { encoding: "utf8" })).not.toMatch(
      /NEEDED.*lib(cuda|cudart)/,
    );
  });
});

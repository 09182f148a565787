import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { expect, onTestFinished, test } from "vitest";

const source = fileURLToPath(new URL("testing/topk_kernel.cpp", import.meta.url));

// Threads that take turns are POSIX contexts, which macOS has given up.
test.skipIf(process.platform !== "linux")(
  "the CUDA kernel of G.2, on the host, selects as a sort",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "pawl-topk-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const program = join(folder, "topk");
    // nvcc's pragmas mean nothing to others.
    const flags = ["-std=c++20", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Wno-unknown-pragmas", "-Werror"];
    await execa("g++", [...flags, source, "-o", program]);
    const { stdout, exitCode } = await execa(program, { reject: false });
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
  },
);

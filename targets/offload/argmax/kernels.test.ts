import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runTool } from "../../../harness/support/spawn.js";
import { temporaryProject } from "../../../harness/support/testing/project.js";

/** Builds `testing/<name>.cpp` and runs it: what it prints is what is wrong. */
async function build(name: string, ...link: readonly string[]) {
  const project = temporaryProject();
  const source = join(import.meta.dirname, "testing", `${name}.cpp`);
  const strict = ["-std=c++20", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
  const built = await runTool("g++", [...strict, source, "-o", "proof", ...link], { cwd: project.root });
  return { built, run: () => runTool(join(project.root, "proof"), [], { cwd: project.root }) };
}

const RIGHT = { exitCode: 0, signal: null, output: "" };

test("keys order as floats and places do", async () => {
  const { built, run } = await build("key");
  expect(built).toEqual(RIGHT);
  expect(await run()).toEqual(RIGHT);
});

test("the CUDA kernel, thread by thread on the host", async () => {
  const { built, run } = await build("cuda");
  expect(built).toEqual(RIGHT);
  expect(await run()).toEqual(RIGHT);
});

const headers = await runTool("g++", ["-fsyntax-only", "-x", "c++", "-include", "CL/cl.h", "/dev/null"]);
const drivers = existsSync("/etc/OpenCL/vendors") ? readdirSync("/etc/OpenCL/vendors") : [];
const there = headers.exitCode === 0 && drivers.length > 0;
test.skipIf(!there)(
  `the OpenCL kernels in both shapes${there ? "" : " (OpenCL is not installed)"}`,
  async () => {
    const { built, run } = await build("opencl", "-lOpenCL");
    expect(built).toEqual(RIGHT);
    expect(await run()).toEqual(RIGHT);
  },
);

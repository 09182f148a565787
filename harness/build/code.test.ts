import { join } from "node:path";
import { expect, test } from "vitest";
import { runTool } from "../support/spawn.js";
import { temporaryProject } from "../support/testing/project.js";
import { codeOf } from "./code.js";
import { findToolchain } from "./toolchain.js";

const { cc } = await findToolchain("this CPU");

async function codeFrom(source: string, ...flags: string[]): Promise<string | null> {
  const project = temporaryProject();
  project.write("kernel.c", source);
  const library = join(project.root, "lib.so");
  const [file = "", ...args] = cc;
  const options = ["-O2", "-shared", "-fPIC", ...flags, "-o", library];
  const { exitCode, output } = await runTool(file, [
    ...args,
    ...options,
    join(project.root, "kernel.c"),
    "-lm",
  ]);
  if (exitCode !== 0) throw new Error(output);
  return codeOf(library);
}
const half = "void kernel(float *x, int n) { for (int i = 0; i < n; i++) x[i] *= 0.3f; }";
const calling = (name: string) => `#include <math.h>\ndouble kernel(double x) { return ${name}(x); }`;

test.runIf(process.platform === "linux")("libraries that do the same have the same code", async () => {
  const code = await codeFrom(half);
  expect(code).not.toBeNull();
  const said = "void kernel(float *y, int m) { for (int k = 0; k < m; ++k) y[k] = y[k] * 0.3f; }";
  expect(await codeFrom(said, "-g")).toBe(code);
});

test.runIf(process.platform === "linux").each([
  ["another constant", half, half.replace("0.3f", "0.7f")],
  ["another function called", calling("sin"), calling("cos")],
  ["other instructions", half, half.replace("*=", "+=")],
])("%s is other code", async (_, one, other) => {
  expect(await codeFrom(one)).not.toBe(await codeFrom(other));
});

test("what is no ELF file has none", async () => {
  const project = temporaryProject();
  project.write("lib.so", "text");
  expect(await codeOf(join(project.root, "lib.so"))).toBeNull();
});

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { runTool } from "../../../harness/support/spawn.js";
import { temporaryProject } from "../../../harness/support/testing/project.js";

const STRICT = ["-std=c++20", "-O2", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
/** nvcc's pragmas mean nothing to others. */
const FOREIGN = ["-Wno-unknown-pragmas"];
const RIGHT = { exitCode: 0, signal: null, output: "" };

/** Builds a program, without any warning, and runs it: what it prints is what is wrong. */
export async function expectProof(source: string, ...link: readonly string[]): Promise<void> {
  const { root } = temporaryProject();
  const words = [...STRICT, ...FOREIGN, source, "-o", "proof", ...link];
  expect(await runTool("g++", words, { cwd: root })).toEqual(RIGHT);
  expect(await runTool(join(root, "proof"), [], { cwd: root })).toEqual(RIGHT);
}

/** CUDA threads that take turns on the host are POSIX contexts, which macOS has given up. */
export const HAS_CONTEXTS = process.platform === "linux";

/** Whether OpenCL programs can be built here and find a driver. */
export async function hasOpenCL(): Promise<boolean> {
  const asked = ["-fsyntax-only", "-x", "c++", "-include", "CL/cl.h", "/dev/null"];
  const vendors = process.env.OCL_ICD_VENDORS ?? "/etc/OpenCL/vendors";
  if (!existsSync(vendors) || readdirSync(vendors).length === 0) return false;
  return (await runTool("g++", asked)).exitCode === 0;
}

import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import vitest from "vitest/package.json" with { type: "json" };
import type { Machine } from "../model/machine.js";
import { sampleMachine } from "../support/testing/records.js";
import { missingRequirements } from "./requirements.js";

const x86 = sampleMachine({
  isa: "x86-64-v2",
  features: [
    "cx16",
    "lahf_lm",
    "popcnt",
    "pni",
    "sse4_1",
    "sse4_2",
    "ssse3",
    "avx512_vbmi2",
    "avx512f",
    "abm",
  ],
});
const missing = (requires: readonly string[], machine: Machine) =>
  missingRequirements(requires, machine, "/").map(({ reason }) => reason);
const arm = sampleMachine({ isa: "aarch64+sve", features: ["asimd", "asimddp", "sve"] });

describe("missingRequirements", () => {
  it("accepts a feature under every common name", () => {
    const names = [
      "sse4.2",
      "sse4_2",
      "SSE4.2",
      "sse3",
      "avx512",
      "avx512f",
      "avx512-vbmi2",
      "lzcnt",
      "x86-64-v2",
      "x86_64",
    ];
    expect(missing(names, x86)).toEqual([]);
    expect(missing(["neon", "dotprod", "sve", "aarch64"], arm)).toEqual([]);
  });

  it("gives one reason for each that is missing", () => {
    expect(missing(["avx2", "sse4.2", "neon", "x86-64-v3"], x86)).toEqual([
      "this CPU has no avx2",
      "this CPU has no neon",
      "this CPU has no x86-64-v3",
    ]);
    expect(missing(["avx512f"], arm)).toEqual(["this CPU has no avx512f"]);
  });

  it("asks for devices by name", () => {
    expect(missing(["cuda", "opencl"], x86)).toEqual([
      "this machine has no CUDA device that can be reached",
      "this machine has no OpenCL driver registered",
    ]);
    expect(missing(["cuda"], { ...x86, features: ["cuda"] })).toEqual([]);
  });

  it("asks for packages at one version", () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const version = vitest.version;
    expect(missingRequirements([`npm:vitest@${version}`], arm, root)).toEqual([]);
    expect(missingRequirements(["npm:vitest@0.0.1", "npm:@no/such@1.2.3"], arm, root)).toEqual([
      {
        reason: `vitest 0.0.1 is installed as ${version}`,
        mend: "npm install --save-optional vitest@0.0.1",
      },
      { reason: "@no/such 1.2.3 is not installed", mend: "npm install --save-optional @no/such@1.2.3" },
    ]);
  });
});

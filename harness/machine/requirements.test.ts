import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import vitest from "vitest/package.json" with { type: "json" };
import type { Machine } from "../model/machine.js";
import { sampleMachine } from "../support/testing/records.js";
import { missingRequirements } from "./requirements.js";
import { fakeDrivers } from "./testing/drivers.js";

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
const missing = async (requires: readonly string[], machine: Machine) =>
  (await missingRequirements(requires, machine, "/")).map(({ reason }) => reason);
const arm = sampleMachine({ isa: "aarch64+sve", features: ["asimd", "asimddp", "sve"] });

describe("missingRequirements", () => {
  it("accepts a feature under every common name", async () => {
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
    expect(await missing(names, x86)).toEqual([]);
    expect(await missing(["neon", "dotprod", "sve", "aarch64"], arm)).toEqual([]);
  });

  it("gives one reason for each that is missing", async () => {
    expect(await missing(["avx2", "sse4.2", "neon", "x86-64-v3"], x86)).toEqual([
      "this CPU has no avx2",
      "this CPU has no neon",
      "this CPU has no x86-64-v3",
    ]);
    expect(await missing(["avx512f"], arm)).toEqual(["this CPU has no avx512f"]);
  });

  it.skipIf(process.platform !== "linux")(
    "asks the runtimes for devices, and says what they say",
    async () => {
      const drivers = fakeDrivers({ cuda: { init: 803, devices: 0 } });
      vi.stubEnv("LD_LIBRARY_PATH", drivers.folder).stubEnv("PATH", drivers.folder);
      vi.stubEnv("OCL_ICD_VENDORS", drivers.folder).stubEnv("CUDA_VISIBLE_DEVICES", undefined);
      try {
        expect(await missingRequirements(["cuda"], x86, "/")).toEqual([
          {
            reason:
              "this machine has no CUDA device that can be used: " +
              "cuInit: system has unsupported display driver / cuda driver combination (803)",
            mend: expect.stringMatching(/^Reboot/),
          },
        ]);
        const [opencl] = await missingRequirements(["OpenCL"], x86, "/");
        expect(opencl?.reason).toMatch(
          /^this machine has no OpenCL device that can be used: (there is no|no) OpenCL/,
        );
        expect(opencl?.mend).toContain("pocl");
      } finally {
        vi.unstubAllEnvs();
        drivers.remove();
      }
    },
  );

  it("asks for packages at one version", async () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    const version = vitest.version;
    expect(await missingRequirements([`npm:vitest@${version}`], arm, root)).toEqual([]);
    expect(await missingRequirements(["npm:vitest@0.0.1", "npm:@no/such@1.2.3"], arm, root)).toEqual([
      {
        reason: `vitest 0.0.1 is installed as ${version}`,
        mend: "npm install --save-optional vitest@0.0.1",
      },
      { reason: "@no/such 1.2.3 is not installed", mend: "npm install --save-optional @no/such@1.2.3" },
    ]);
  });
});

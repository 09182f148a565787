import { describe, expect, it } from "vitest";
import { type Identity, machineId } from "./name.js";

const identity: Identity = {
  cpu: "AMD EPYC",
  identity: "AuthenticAMD/25/17/1",
  generation: "zen4",
  instructions: ["avx2", "avx512f"],
  caches: [{ level: 1, type: "Data", bytes: 32_768 }],
  cpus: 2,
};
const name = (cpu: string, generation: string | null = null): string =>
  machineId({ ...identity, cpu, generation }).replace(/-2c-[0-9a-f]{4}$/, "");

describe("machineId", () => {
  it.each([
    ["AMD EPYC", "zen4", "amd-epyc-zen4"],
    ["AMD EPYC 7763 64-Core Processor", "zen3", "amd-epyc-7763"],
    ["Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz", null, "intel-xeon-platinum-8370c"],
    ["AMD Ryzen 7 7840U with Radeon 780M Graphics", "zen4", "amd-ryzen-7-7840u"],
    ["Intel Xeon Processor (Skylake, IBRS)", null, "intel-xeon-skylake-ibrs"],
    ["Arm Neoverse-V2", null, "arm-neoverse-v2"],
    ["Apple M2 Pro", null, "apple-m2-pro"],
    ["", null, "unknown"],
  ])("%s", (cpu, generation, expected) => {
    expect(name(cpu, generation)).toBe(expected);
  });

  it("is the same whatever order the flags come in, and fit for a folder", () => {
    const id = machineId(identity);
    expect(machineId({ ...identity, instructions: ["avx512f", "avx2"] })).toBe(id);
    expect(id).toMatch(/^[a-z0-9-]+-2c-[0-9a-f]{4}$/);
  });

  it.each([
    ["stepping", { identity: "AuthenticAMD/25/17/2" }],
    ["flags", { instructions: ["avx2"] }],
    ["caches", { caches: [{ level: 1, type: "Data", bytes: 49_152 }] }],
    ["CPU count", { cpus: 4 }],
  ])("tells other %s apart", (_, change) => {
    expect(machineId({ ...identity, ...change })).not.toBe(machineId(identity));
  });
});

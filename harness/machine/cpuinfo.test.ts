import { describe, expect, it } from "vitest";
import { parseCpuInfo } from "./cpuinfo.js";

const x86 = (name: string, vendor: string, family: number, model: number): string =>
  [0, 1]
    .map((cpu) =>
      [
        `processor\t: ${cpu}`,
        `vendor_id\t: ${vendor}`,
        `cpu family\t: ${family}`,
        `model\t\t: ${model}`,
        `model name\t: ${name}`,
        "stepping\t: 1",
        "flags\t\t: fpu sse4_2 avx2",
        "power management:",
      ].join("\n"),
    )
    .join("\n\n");

const arm = (...parts: readonly (readonly [string, string])[]): string =>
  `${parts
    .map(([implementer, part], cpu) =>
      [
        `processor\t: ${cpu}`,
        "BogoMIPS\t: 2000.00",
        "Features\t: fp asimd sve",
        `CPU implementer\t: ${implementer}`,
        "CPU architecture: 8",
        "CPU variant\t: 0x0",
        `CPU part\t: ${part}`,
        "CPU revision\t: 1",
      ].join("\n"),
    )
    .join("\n\n")}\n\nHardware\t: board\n`;

describe("parseCpuInfo", () => {
  it("reads x86", () => {
    expect(parseCpuInfo(x86("AMD EPYC", "AuthenticAMD", 25, 17))).toEqual({
      name: "AMD EPYC",
      identity: "AuthenticAMD/25/17/1",
      generation: "zen4",
      features: ["fpu", "sse4_2", "avx2"],
      cpus: 2,
    });
  });

  it.each([
    [23, 1, "zen1"],
    [23, 49, "zen2"],
    [25, 1, "zen3"],
    [25, 0x61, "zen4"],
    [26, 2, "zen5"],
    [22, 0, null],
  ])("knows the generation of family %i model %i: %s", (family, model, generation) => {
    expect(parseCpuInfo(x86("AMD", "AuthenticAMD", family, model)).generation).toBe(generation);
  });

  it("has no generation for others", () => {
    expect(parseCpuInfo(x86("Intel(R) Xeon(R)", "GenuineIntel", 25, 17)).generation).toBeNull();
  });

  it("reads Arm, of one kind of core and of two", () => {
    expect(parseCpuInfo(arm(["0x41", "0xd4f"], ["0x41", "0xd4f"]))).toEqual({
      name: "Arm Neoverse-V2",
      identity: "0x41/8/0x0/0xd4f/1",
      generation: null,
      features: ["fp", "asimd", "sve"],
      cpus: 2,
    });
    const mixed = parseCpuInfo(arm(["0x41", "0xd44"], ["0x41", "0xd05"]));
    expect(mixed.name).toBe("Arm Cortex-A55 + Arm Cortex-X1");
    expect(parseCpuInfo(arm(["0x41", "0xd05"], ["0x41", "0xd44"])).identity).toBe(mixed.identity);
  });

  it("names an unknown part by its numbers", () => {
    expect(parseCpuInfo(arm(["0x99", "0x123"])).name).toBe("0x99 0x123");
  });

  it("survives an empty file", () => {
    expect(parseCpuInfo("")).toMatchObject({ name: "unknown", features: [], cpus: 0 });
  });
});

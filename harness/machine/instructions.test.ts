import { expect, it } from "vitest";
import { isaOf, isInstructionSet, x86Levels } from "./instructions.js";

const v2 = ["cx16", "lahf_lm", "popcnt", "pni", "sse4_1", "sse4_2", "ssse3"];
const v3 = [...v2, "avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe", "xsave"];
const v4 = [...v3, "avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"];

it.each([
  ["x86-64", []],
  ["x86-64-v2", v2],
  ["x86-64-v3", v3],
  ["x86-64-v3", [...v3, "avx512f"]],
  ["x86-64-v4", v4],
  ["x86-64", v4.filter((name) => name !== "popcnt")],
])("%s", (isa, features) => {
  expect(isaOf(features, false)).toBe(isa);
});

it("tells Arm with and without scalable vectors", () => {
  expect([isaOf(["asimd"], true), isaOf(["asimd", "sve"], true)]).toEqual(["aarch64", "aarch64+sve"]);
});

it("lists every level reached", () => {
  expect(x86Levels(v3)).toEqual(["x86-64", "x86-64-v2", "x86-64-v3"]);
});

it("does not take what a kernel adds for an instruction set", () => {
  const flags = ["avx512f", "avx_vnni", "sha_ni", "vaes", "ibrs", "tsc_known_freq", "rep_good", "hypervisor"];
  expect(flags.filter((flag) => isInstructionSet(flag, false))).toEqual([
    "avx512f",
    "avx_vnni",
    "sha_ni",
    "vaes",
  ]);
});

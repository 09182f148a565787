import { expect, test } from "vitest";
import { architectureOf, uncountable } from "./architecture.js";

test.each([
  ["x86-64-v4", "x86-64-v3"],
  ["x86-64-v3", "x86-64-v3"],
  ["x86-64-v2", "x86-64-v2"],
  ["x86-64", "x86-64"],
  ["aarch64+sve", "armv8-a"],
])("what is counted on %s is built for %s", (isa, architecture) => {
  expect(architectureOf(isa)).toBe(architecture);
});

test.each([
  [[]],
  [["avx2", "fma", "BMI2", "sse4.2", "lzcnt"]],
  [["x86-64-v3"]],
  [["neon"]],
  [["npm:@scope/name@1.2.3"]],
])("%j can be counted", (requires) => {
  expect(uncountable(requires, "x86-64-v3")).toBeNull();
});

test.each([["avx512f"], ["avx512-vbmi2"], ["x86-64-v4"], ["amx_tile"], ["sve"]])(
  "%s cannot",
  (requirement) => {
    expect(uncountable(["avx2", requirement], "x86-64-v3")).toBe(
      `it requires ${requirement}, which valgrind cannot execute: variants are built for x86-64-v3 to be counted`,
    );
  },
);

test("nor can what works on a device", () => {
  expect(uncountable(["avx512f"], null)).toBeNull();
  expect(uncountable(["avx512f", "CUDA"], null)).toContain("a device (CUDA)");
  expect(uncountable(["opencl"], "x86-64-v3")).toBe(
    "it works on a device (opencl), where nothing is counted",
  );
});

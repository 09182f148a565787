import { expect, test } from "vitest";
import { FEATURES, isFeature } from "./features.js";

test.each([
  "avx512f",
  "AVX2",
  "sse4.2",
  "avx512-vbmi2",
  "avx512_vbmi",
  "neon",
  "x86-64-v3",
  "cuda",
  "sve2",
  "lzcnt",
])("%s is a feature", (name) => expect(isFeature(name)).toBe(true));

test.each(["avx521f", "no_such_feature", "", "gpu", "toString"])("%j is none", (name) =>
  expect(isFeature(name)).toBe(false),
);

test("names stand once, as /proc/cpuinfo writes them", () => {
  expect(new Set(FEATURES).size).toBe(FEATURES.length);
  for (const name of FEATURES) expect(name).toMatch(/^[a-z0-9_-]+$/);
});

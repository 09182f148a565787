import { expect, test } from "vitest";
import { codesOf, type Patch } from "./testing/declaration.js";

test.each<[string, string, Patch]>([
  ["NOT_A_VARIANT", "a baseline that is none", { baseline: "c" }],
  ["NOT_A_VARIANT", "optimized that is none", { optimized: "toString" }],
  ["NOT_A_VARIANT", "optimized that is the baseline", { optimized: "a" }],
  ["BAD_VARIANT", "no code", { "variants.b": { note: "nothing" } }],
  ["BAD_VARIANT", "no sources", { "variants.b": { sources: [] } }],
  ["BAD_VARIANT", "two kinds of code", { "variants.b": { source: "b.cpp", library: "b.so" } }],
  ["UNKNOWN_FEATURE", "a misspelt feature", { "variants.b.requires": ["avx2", "avx521f"] }],
  ["UNKNOWN_FEATURE", "a package at no version", { "variants.b.requires": ["npm:blas@latest"] }],
  [
    "UNPINNED_PACKAGE",
    "a package that is not required",
    { "variants.b": { source: "b.cpp", link: ["npm:blas/libblas.so"], requires: ["npm:lapack@1.0.0"] } },
  ],
  ["ORACLE_ON_DEVICE", "an oracle that only devices run", { oracle: "oracle.cu" }],
  ["PATH_OUTSIDE", "a source above the project", { "variants.a": "../../../../a.cpp" }],
  ["PATH_OUTSIDE", "an absolute source", { oracle: "/tmp/oracle.cpp" }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

test.each<[string, Patch]>([
  ["an absolute library", { "variants.b": { library: "/usr/lib/libb.so", include: ["/usr/include/b"] } }],
  [
    "a library in a package",
    { "variants.b": { library: "npm:@s/blas/libblas.so", requires: ["avx2", "npm:@s/blas@1.0.0"] } },
  ],
  ["a source elsewhere in the project", { "variants.a": "../../../shared/a.cpp" }],
])("allowed: %s", (_, patch) => {
  expect(codesOf(patch)).toEqual([]);
});

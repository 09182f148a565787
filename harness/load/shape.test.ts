import { expect, test } from "vitest";
import { codesOf, type Patch } from "./rules/testing/declaration.js";

test.each<[string, string, Patch]>([
  ["DECLARATION_INVALID", "a scalar type that is none", { "kernel.args.k": "int" }],
  ["DECLARATION_INVALID", "a tolerance that is none", { "verify.y": { tolerance: "ulps", limit: 1 } }],
  ["DECLARATION_INVALID", "an unknown option", { "variants.b.flag": "-O2" }],
  ["DECLARATION_INVALID", "an unknown cache state", { "workloads.one.cache": "hot" }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

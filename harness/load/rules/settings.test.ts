import { expect, test } from "vitest";
import { codesOf, type Patch } from "./testing/declaration.js";

test.each<[string, string, Patch]>([
  ["BAD_SETTING", "too few trials", { limits: { trials: 4 } }],
  ["BAD_SETTING", "a margin in percent", { "workloads.one.limits": { margin: 1 } }],
  ["BAD_SETTING", "no budget", { limits: { budget: 0 } }],
  ["BAD_SETTING", "a budget that drift makes useless", { limits: { budget: 1e9 } }],
  ["BAD_SETTING", "a timeout beyond any timer", { limits: { timeout: 2_147_484 } }],
  ["BAD_SETTING", "half a thread", { threads: 0.5 }],
  ["BAD_SETTING", "an alignment of three", { align: 3 }],
  ["BAD_SETTING", "a published figure that is none", { published: { source: "somewhere" } }],
  [
    "BAD_SETTING",
    "a published workload that is none",
    { published: { speedup: 2, source: "somewhere", workloads: ["one", "two"] } },
  ],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

test.each<[string, Patch]>([["a timeout of a day", { limits: { timeout: 86_400 } }]])(
  "allowed: %s",
  (_, patch) => {
    expect(codesOf(patch)).toEqual([]);
  },
);

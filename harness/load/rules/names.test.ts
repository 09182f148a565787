import { expect, test } from "vitest";
import { codesOf, type Patch, right } from "./testing/declaration.js";

test.each<[string, string, Patch]>([
  ["BAD_ID", "an id with a slash", { id: "a/b" }],
  ["BAD_ID", "an id that starts with a dot", { id: ".a" }],
  ["BAD_NAME", "a workload with a space", { "workloads.a b": right.workloads.one }],
  ["BAD_NAME", "a variant called oracle", { "variants.oracle": "oracle.cpp" }],
  ["BAD_IDENTIFIER", "a kernel that is no identifier", { "kernel.name": "run-it" }],
  ["BAD_IDENTIFIER", "a C++ keyword", { "state.destroy": "delete" }],
  ["BAD_IDENTIFIER", "a struct called like a type", { "kernel.args.cur.of.name": "int32_t" }],
  [
    "RESERVED_NAME",
    "an argument that a workload overrides",
    { "kernel.args.seed": "i32", "workloads.one.seed": 1 },
  ],
  ["RESERVED_NAME", "an argument beside the state", { "kernel.args.state": "i32", "workloads.one.state": 1 }],
  ["NAME_CLASH", "an argument of kernel and create", { "state.create.args.n": "i32" }],
  ["NAME_CLASH", "one symbol twice", { before: "run" }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

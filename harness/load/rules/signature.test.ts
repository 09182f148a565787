import { expect, test } from "vitest";
import { inout, output, struct } from "../../index.js";
import { codesOf, type Patch, right, tokens } from "./testing/declaration.js";

test.each<[string, string, Patch]>([
  ["BAD_DIMENSION", "no such sibling", { "kernel.args.x.dims": ["m"] }],
  ["BAD_DIMENSION", "a size that is no integer", { "kernel.args.cur.of.fields.data.dims": ["sorted"] }],
  ["BAD_DIMENSION", "half an element", { "kernel.args.x.dims": [1.5] }],
  ["BAD_STRUCT", "pointers in a buffer of structs", { "kernel.args.cur.dims": ["n"] }],
  [
    "BAD_STRUCT",
    "a returned struct with a buffer in it",
    { "kernel.returns": output(struct("view", { data: output("f32", "m"), m: "usize" })) },
  ],
  [
    "BAD_STRUCT",
    "returned structs with buffers in them",
    { "kernel.returns": output(struct("view", { data: output("f32", "m"), m: "usize" }), "n") },
  ],
  ["BAD_STRUCT", "a struct declared twice", { "kernel.returns": output(struct("token", { id: "i64" })) }],
  ["BAD_STRUCT", "a struct without fields", { "kernel.returns": output(struct("none", {})) }],
  ["BAD_STATE", "an output of create", { "state.create.args.seen.direction": "out" }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

test.each<[string, Patch]>([
  ["a returned struct of scalars", { "kernel.returns": output(struct("pair", { a: "f32", b: "f32" }), 2) }],
  [
    "a pointer two structs deep",
    {
      "kernel.args.o": inout(struct("outer", { inner: inout(tokens) })),
      "workloads.one.o": { inner: right.workloads.one.cur },
    },
  ],
])("allowed: %s", (_, patch) => {
  expect(codesOf(patch)).toEqual([]);
});

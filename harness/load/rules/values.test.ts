import { expect, test } from "vitest";
import { output, struct } from "../../index.js";
import { codesOf, type Patch } from "./testing/declaration.js";

test.each<[string, string, Patch]>([
  ["VALUE_MISSING", "no value of an argument", { "workloads.one.x": undefined }],
  ["VALUE_MISSING", "no value of an argument of create", { "workloads.one.n_seen": undefined }],
  ["VALUE_MISSING", "no value of a field", { "workloads.one.cur.sorted": undefined }],
  ["VALUE_MISSING", "no column of a field", { "workloads.one.cur.data.logit": undefined }],
  ["VALUE_MISSING", "no workload", { workloads: {} }],
  ["VALUE_UNKNOWN", "an argument that is none", { "workloads.one.z": 1 }],
  ["VALUE_UNKNOWN", "a field that is none", { "workloads.one.cur.data.p": 1 }],
  ["VALUE_INVALID", "a fraction in an integer", { "workloads.one.k": 0.5 }],
  ["VALUE_INVALID", "a number out of range", { "workloads.one.k": 128 }],
  ["VALUE_INVALID", "a negative size", { "workloads.one.n": -1 }],
  ["VALUE_INVALID", "a list for a scalar", { "workloads.one.k": [1] }],
  ["VALUE_INVALID", "text for a buffer", { "workloads.one.x": "12" }],
  ["VALUE_INVALID", "an element that does not fit", { "workloads.one.seen": [1, 2 ** 31] }],
  ["VALUE_INVALID", "a number for a struct", { "workloads.one.cur": 1 }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

test.each<[string, Patch]>([
  ["an output may be given a start", { "workloads.one.y": [0, 0] }],
  ["a fill for a scalar", { "workloads.one.k": { fill: "choice", of: [1, 2] } }],
  ["NaN and infinities", { "workloads.one.x": [Number.NaN, -Infinity] }],
  [
    "an output struct whose sizes are given",
    {
      "kernel.args.out": output(struct("outs", { data: output("f32", "m"), m: "usize" })),
      "workloads.one.out": { m: 3 },
    },
  ],
])("allowed: %s", (_, patch) => {
  expect(codesOf(patch)).toEqual([]);
});

test("an output struct needs its sizes", () => {
  const outs = output(struct("outs", { data: output("f32", "m"), m: "usize", used: "usize" }));
  expect(codesOf({ "kernel.args.out": outs })).toEqual(["VALUE_MISSING"]);
});

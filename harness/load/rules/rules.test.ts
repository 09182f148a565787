import { describe, expect, test } from "vitest";
import {
  inout,
  input,
  integers,
  iota,
  logits,
  normal,
  oneOf,
  output,
  reals,
  struct,
  ulp,
} from "../../index.js";
import { shapeOf } from "../shape.js";
import { RULES } from "./index.js";

const token = struct("token", { id: "i32", logit: "f32" });
const tokens = struct("tokens", { data: inout(token, "size"), size: "usize", sorted: "bool" });

const right = {
  id: "1.1",
  title: "all the parts",
  kernel: {
    name: "run",
    args: { cur: inout(tokens), x: input("f32", "n"), y: output("f64", "n"), n: "usize", k: "i8" },
    returns: "i32",
  },
  state: {
    create: { name: "run_create", args: { seen: input("i32", "n_seen"), n_seen: "usize" } },
    destroy: "run_destroy",
  },
  before: "run_before",
  workloads: {
    one: {
      cur: { size: 3, sorted: false, data: { id: iota(), logit: normal(0, 1) } },
      x: [1, 2],
      n: 2,
      k: -1,
      seen: new Int32Array(4),
      n_seen: 4n,
    },
  },
  variants: { a: "a.cpp", b: { sources: ["b.cpp"], verify: { y: ulp(1) } } },
  baseline: "a",
  optimized: "b",
  verify: { cur: { data: { logit: ulp(1) } }, returns: ulp(0) },
};

/** Dotted paths into the declaration and what to put there; undefined takes the key out. */
type Patch = Readonly<Record<string, unknown>>;

// biome-ignore lint/suspicious/noExplicitAny: broken in ways that the compiler would refuse
type Loose = any;

function codesOf(patch: Patch): string[] {
  const declaration: Loose = structuredClone(right);
  for (const [path, value] of Object.entries(patch)) {
    const keys = path.split(".");
    const last = keys.pop() as string;
    const holder = keys.reduce((object, key) => object[key], declaration);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
  }
  const file = "targets/group/slug/target.ts";
  const shaped = shapeOf(declaration, file);
  const problems = shaped.ok ? RULES.flatMap((rule) => rule(shaped.value, { file })) : shaped.problems;
  return problems.map(({ code }) => code);
}

describe("rules", () => {
  test("a right declaration breaks none", () => {
    expect(codesOf({})).toEqual([]);
  });

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
    [
      "RESERVED_NAME",
      "an argument beside the state",
      { "kernel.args.state": "i32", "workloads.one.state": 1 },
    ],
    ["NAME_CLASH", "an argument of kernel and create", { "state.create.args.n": "i32" }],
    ["NAME_CLASH", "one symbol twice", { before: "run" }],
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
    ["NOT_A_VARIANT", "a baseline that is none", { baseline: "c" }],
    ["NOT_A_VARIANT", "optimized that is none", { optimized: "toString" }],
    ["NOT_A_VARIANT", "optimized that is the baseline", { optimized: "a" }],
    ["BAD_VARIANT", "no code", { "variants.b": { note: "nothing" } }],
    ["BAD_VARIANT", "no sources", { "variants.b": { sources: [] } }],
    ["BAD_VARIANT", "two kinds of code", { "variants.b": { source: "b.cpp", library: "b.so" } }],
    ["UNKNOWN_FEATURE", "a misspelt feature", { "variants.b.requires": ["avx2", "avx521f"] }],
    ["PATH_OUTSIDE", "a source above the project", { "variants.a": "../../../../a.cpp" }],
    ["PATH_OUTSIDE", "an absolute source", { oracle: "/tmp/oracle.cpp" }],
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
    ["BAD_VERIFY", "an input", { "verify.x": ulp(1) }],
    ["BAD_VERIFY", "a field that is none", { "verify.cur.data.p": ulp(1) }],
    ["BAD_VERIFY", "an argument that is none, in a variant", { "variants.b.verify": { z: ulp(1) } }],
    ["BAD_VERIFY", "a return value of void", { "kernel.returns": undefined }],
    ["BAD_SETTING", "too few trials", { limits: { trials: 4 } }],
    ["BAD_SETTING", "a margin in percent", { "workloads.one.limits": { margin: 1 } }],
    ["BAD_SETTING", "no budget", { limits: { budget: 0 } }],
    ["BAD_SETTING", "a timeout beyond any timer", { limits: { timeout: 2_147_484 } }],
    ["BAD_SETTING", "half a thread", { threads: 0.5 }],
    ["BAD_SETTING", "an alignment of three", { align: 3 }],
    ["BAD_SETTING", "a published figure that is none", { published: { source: "somewhere" } }],
    ["DECLARATION_INVALID", "a scalar type that is none", { "kernel.args.k": "int" }],
    ["DECLARATION_INVALID", "a tolerance that is none", { "verify.y": { tolerance: "ulps", limit: 1 } }],
    ["DECLARATION_INVALID", "an unknown option", { "variants.b.flag": "-O2" }],
    ["DECLARATION_INVALID", "an unknown cache state", { "workloads.one.cache": "hot" }],
  ])("%s: %s", (code, _, patch) => {
    expect(new Set(codesOf(patch))).toEqual(new Set([code]));
  });

  test.each<[string, Patch]>([
    ["an output may be given a start", { "workloads.one.y": [0, 0] }],
    ["an absolute library", { "variants.b": { library: "/usr/lib/libb.so", include: ["/usr/include/b"] } }],
    ["a source elsewhere in the project", { "variants.a": "../../../shared/a.cpp" }],
    ["a timeout of a day", { limits: { timeout: 86_400 } }],
    ["a returned struct of scalars", { "kernel.returns": output(struct("pair", { a: "f32", b: "f32" }), 2) }],
    [
      "a pointer two structs deep",
      {
        "kernel.args.o": inout(struct("outer", { inner: inout(tokens) })),
        "workloads.one.o": { inner: right.workloads.one.cur },
      },
    ],
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
});

describe("fuzz", () => {
  const fuzz = () => ({
    cur: {
      size: integers(0, 9),
      sorted: oneOf(false, true),
      data: { id: oneOf(iota(), [1]), logit: logits() },
    },
    x: reals(0, Number.POSITIVE_INFINITY),
    n: 2,
    k: integers(-128, 127),
    seen: integers(0, 9),
    n_seen: 4n,
  });
  test("a right one breaks no rule", () => {
    expect(codesOf({ fuzz: fuzz() })).toEqual([]);
  });

  test.each<[string, string, Patch]>([
    ["VALUE_MISSING", "no value of an argument in fuzz", { "fuzz.x": undefined }],
    ["VALUE_UNKNOWN", "an argument in fuzz that is none", { "fuzz.z": 1 }],
    ["VALUE_INVALID", "a generator in a workload", { "workloads.one.k": integers(0, 1) }],
    ["VALUE_INVALID", "a generator deep in a workload", { "workloads.one.cur.data.logit": logits() }],
    ["VALUE_INVALID", "real numbers for an integer", { "fuzz.k": reals(0, 1) }],
    ["VALUE_INVALID", "logits for an integer", { "fuzz.k": logits() }],
    ["VALUE_INVALID", "integers beyond the type", { "fuzz.k": integers(0, 128) }],
    ["VALUE_INVALID", "integers the wrong way round", { "fuzz.n": integers(4, 3) }],
    ["VALUE_INVALID", "integers that are fractions", { "fuzz.x": integers(0.5, 3) }],
    ["VALUE_INVALID", "integers for a truth", { "fuzz.cur.sorted": integers(0, 1) }],
    ["VALUE_INVALID", "reals the wrong way round", { "fuzz.x": reals(1, 0) }],
    ["VALUE_INVALID", "reals without a number", { "fuzz.x": reals(0, Number.NaN) }],
    ["VALUE_INVALID", "an alternative that does not fit", { "fuzz.k": oneOf(1, 1000) }],
    ["VALUE_INVALID", "no alternative", { "fuzz.k": { generator: "oneOf", of: [] } }],
    ["VALUE_INVALID", "a generator that is none", { "fuzz.k": { generator: "integer" } }],
    [
      "RESERVED_NAME",
      "an argument called when, with fuzz",
      { "kernel.args.when": "i32", "workloads.one.when": 1 },
    ],
    ["DECLARATION_INVALID", "a when that is no function", { "fuzz.when": true }],
  ])("%s: %s", (code, _, patch) => {
    expect(codesOf({ fuzz: fuzz(), ...patch })).toContain(code);
  });
});

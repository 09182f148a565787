import { expect, test } from "vitest";
import { integers, iota, logits, oneOf, reals } from "../../index.js";
import { codesOf, type Patch } from "./testing/declaration.js";

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

test("fuzz that is right breaks no rule", () => {
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
  ["DECLARATION_INVALID", "a when that is no function", { "fuzz.when": true }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf({ fuzz: fuzz(), ...patch }))).toEqual(new Set([code]));
});

test("an argument may be called when, but not where there is fuzz", () => {
  const patch = { "kernel.args.when": "i32", "workloads.one.when": 1 };
  expect(codesOf(patch)).toEqual([]);
  expect(new Set(codesOf({ fuzz: fuzz(), ...patch }))).toEqual(new Set(["RESERVED_NAME", "VALUE_MISSING"]));
});

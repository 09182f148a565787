import { expect, test } from "vitest";
import { absolute, any, inout, input, output, struct, ulp } from "../index.js";
import type { Signature } from "../model/kernel.js";
import type { Verify } from "../model/tolerance.js";
import { compare } from "./compare.js";

const token = struct("token", { id: "i32", logit: "f32" });
const array = struct("token_array", { data: inout(token, "size"), size: "usize", sorted: "bool" });
const signature: Signature = {
  kernel: {
    name: "k",
    args: { cur: inout(array), y: output("f32", "n"), x: input("f32", "n"), n: "i32" },
    returns: "i64",
  },
};

/** Decoded arguments of 3 tokens and 2 numbers. */
function outputs(change: (o: ReturnType<typeof plain>) => void = () => {}) {
  const o = plain();
  change(o);
  return o;
}
const plain = () => ({
  cur: {
    data: { id: Int32Array.of(1, 2, 3), logit: Float32Array.of(0.5, 1.5, 2.5) },
    size: 3,
    sorted: false,
  },
  y: Float32Array.of(1, 2),
  x: Float32Array.of(8, 9),
  n: 2,
  returns: 7 as number | bigint,
});

const differences = (change: (o: ReturnType<typeof plain>) => void, verify: Verify = {}) =>
  compare(signature, verify, outputs(), outputs(change), outputs());

test("what holds the byte that it was filled with was not written", () => {
  const left = Float32Array.of(1, 0);
  new Uint8Array(left.buffer).fill(0xc1, 4);
  const actual = outputs((o) => {
    o.y = left;
  });
  const found = (byte: number, name = "y") =>
    compare(signature, {}, outputs(), actual, outputs(), { arguments: new Set([name]), byte });
  expect(found(0xc1)).toMatchObject({ count: 1, first: { where: "y[1]" }, unwritten: true });
  expect(found(0xea).unwritten).toBe(false);
  expect(found(0xc1, "cur").unwritten).toBe(false);
});

test("equal outputs do not differ; every element written is compared, inputs are not", () => {
  // size, sorted, 3 × (id, logit), 2 of y, the returned scalar
  expect(differences(() => {})).toEqual({ count: 0, of: 11, first: null, unwritten: false, off: null });
  expect(differences((o) => o.x.fill(0))).toMatchObject({ count: 0 });
});

test.each<[string, (o: ReturnType<typeof plain>) => void, object]>([
  [
    "a field of a nested buffer",
    (o) => o.cur.data.logit.fill(9, 1),
    { count: 2, first: { where: "cur.data[1].logit", expected: "1.5", actual: "9" } },
  ],
  [
    "a scalar field",
    (o) => {
      o.cur.sorted = true;
    },
    { first: { where: "cur.sorted", expected: "0", actual: "1" } },
  ],
  [
    "an array",
    (o) => {
      o.y[1] = Number.NaN;
    },
    { first: { where: "y[1]", expected: "2", actual: "NaN" } },
  ],
  [
    "what is returned",
    (o) => {
      o.returns = -1;
    },
    { first: { where: "returns", expected: "7", actual: "-1" } },
  ],
  [
    "a returned number that no double holds",
    (o) => {
      o.returns = 2n ** 62n + 1n;
    },
    { first: { actual: "4611686018427387905" } },
  ],
  [
    "a size coming out: itself, and only what both have",
    (o) => {
      o.cur.size = 1;
      o.cur.data = { id: Int32Array.of(1), logit: Float32Array.of(0.5) };
    },
    { count: 1, of: 7, first: { where: "cur.size", expected: "3", actual: "1" } },
  ],
])("exact without a word: %s", (_, change, difference) => {
  expect(differences(change)).toMatchObject({ count: 1, ...difference });
});

test("a tolerance holds for all below it, and only there", () => {
  const change = (o: ReturnType<typeof plain>) => {
    o.cur.data.logit[0] = 0.6;
    o.y[0] = 1.1;
  };
  expect(differences(change, { cur: { data: { logit: absolute(0.2) } } })).toMatchObject({ count: 1 });
  expect(differences(change, { cur: absolute(0.2), y: absolute(0.2) })).toMatchObject({ count: 0 });
  expect(differences(change, absolute(0.2))).toMatchObject({ count: 0 });
  expect(differences(change, { cur: any, y: ulp(1) })).toMatchObject({ count: 1, first: { where: "y[0]" } });
  expect(
    differences(
      (o) => {
        o.returns = 8;
      },
      { returns: absolute(1) },
    ),
  ).toMatchObject({ count: 0 });
});

test.each<[string, (mismatches: Verify & ((...all: never[]) => never)) => Verify, string]>([
  ["everything", (f) => f, "here"],
  ["a buffer", (f) => ({ y: f }), "y.here"],
  ["a struct", (f) => ({ cur: f }), "cur.here"],
  ["a field", (f) => ({ cur: { size: f } }), "cur.size.here"],
  ["a column", (f) => ({ cur: { data: { logit: f } } }), "cur.data.logit.here"],
])("a function decides about %s, and sees the inputs", (_, place, where) => {
  const seen: unknown[] = [];
  const verify = place(((expected: unknown, actual: unknown, inputs: { n: number }) => {
    seen.push(expected, actual, inputs.n);
    return [{ where: "here", expected: "a", actual: "b" }];
  }) as never);
  expect(differences(() => {}, verify)).toMatchObject({
    count: 1,
    first: { where, expected: "a", actual: "b" },
  });
  expect(seen.length).toBe(3);
  expect(seen[0]).toEqual(seen[1]);
  expect(seen[2]).toBe(2);
});

test("plain arrays of doubles from an oracle are rounded to the type once", () => {
  const oracle = {
    ...outputs(),
    cur: { data: { id: [1, 2, 3], logit: [0.1, 0.2, 0.3] }, size: 3, sorted: false },
  };
  const actual = outputs((o) => {
    o.cur.data.logit.set([0.1, 0.2, 0.3]);
  });
  expect(compare(signature, {}, oracle as never, actual, outputs())).toMatchObject({ count: 0 });
  actual.cur.data.logit[2] = 0.30000004;
  expect(compare(signature, {}, oracle as never, actual, outputs())).toMatchObject({
    count: 1,
    first: { where: "cur.data[2].logit", expected: "0.300000012", actual: "0.300000042" },
  });
});

test("an array of structs is compared column by column", () => {
  const rows: Signature = { kernel: { name: "k", args: { rows: inout(token, 2) } } };
  const of = (logit: number) => ({ rows: { id: Int32Array.of(1, 2), logit: Float32Array.of(0, logit) } });
  expect(compare(rows, {}, of(-0), of(0), of(0)).count).toBe(0);
  expect(compare(rows, { rows: { logit: { tolerance: "bits" } } }, of(-0), of(0), of(0))).toMatchObject({
    count: 1,
    of: 4,
    first: { where: "rows[1].logit", expected: "-0", actual: "0" },
  });
});

import { describe, expect, expectTypeOf, test } from "vitest";
import {
  absolute,
  any,
  choice,
  constant,
  defineTarget,
  either,
  exact,
  inout,
  input,
  integers,
  iota,
  logits,
  normal,
  oneOf,
  output,
  reals,
  relative,
  ulp,
  uniform,
} from "../index.js";
import { candidates, scale, temperature, workloads } from "./testing/fixtures.js";

/**
 * The compiler is the test here: `tsc` fails on a wrong type and on an expectation that is no error any more.
 */

describe("a declaration that is right", () => {
  test("the example of the documentation", () => {
    const target = defineTarget({
      id: "5.1",
      title: "temp scaling (div->mul)",
      claim: "One reciprocal and n multiplies beat n divisions.",
      kernel: { name: "temperature", args: { cur: inout(candidates), t: "f32" } },
      workloads: {
        vocab128k: {
          t: 0.8,
          cur: {
            size: 128_000,
            selected: -1,
            sorted: false,
            data: { id: iota(), logit: normal(0, 5), p: 0 },
          },
        },
      },
      variants: {
        divide: "divide.cpp",
        multiply: { source: "multiply.cpp", verify: { cur: { data: { logit: ulp(1) } } } },
        avx512: { source: "avx512.cpp", requires: ["avx512f"] },
      },
      baseline: "divide",
      optimized: "multiply",
      verify: { cur: { data: { logit: ulp(1) } } },
      bytes: ({ cur }) => 2 * 12 * cur.size,
      published: { baseline: 58, optimized: 49, unit: "us", source: "llama.cpp sampling process table" },
    });
    expectTypeOf(target.baseline).toEqualTypeOf<"divide" | "multiply" | "avx512">();
    expect(target.bytes?.({ cur: { size: 2 } } as never)).toBe(48);
  });

  test("every form of the vocabulary", () => {
    const declared = defineTarget({
      id: "all",
      title: "all forms",
      limits: { margin: 0.02 },
      align: 4,
      kernel: {
        name: "all",
        args: {
          grid: inout("f32", "rows", "columns"),
          twice: input("i32", ({ rows }) => 2 * rows),
          wide: input("u64", 4),
          mu: inout("f32"),
          flags: output("bool", "rows"),
          rows: "usize",
          columns: "i32",
          strict: "bool",
        },
        returns: output("f64", "rows"),
      },
      state: {
        create: { name: "all_create", args: { history: input("i32", "n_history"), n_history: "usize" } },
        destroy: "all_destroy",
      },
      before: "all_before",
      workloads: {
        plain: {
          grid: ({ n, random, instance }) =>
            Float32Array.from({ length: n }, () => random.normal() + instance),
          twice: choice([1, 2, 3]),
          wide: [1n, 2n, 3n, 4n],
          mu: uniform(4, 6),
          rows: 3,
          columns: 4,
          strict: true,
          history: new Int32Array(8),
          n_history: 8n,
          seed: 7,
          cache: "cold",
          limits: { trials: 7 },
        },
      },
      variants: {
        one: { sources: ["one.cpp", "two.cpp"], flags: ["-O2"], link: ["-lm"], defines: { N: 4 } },
        two: { library: "two.so", symbol: "other", verify: { grid: any, returns: exact } },
      },
      baseline: "one",
      verify: {
        grid: either(relative(5e-5), absolute(1e-7)),
        flags: (expected, actual, inputs) => {
          expectTypeOf(expected).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
          expectTypeOf(actual).toEqualTypeOf<Uint8Array<ArrayBuffer>>();
          expectTypeOf(inputs.history).toEqualTypeOf<Int32Array<ArrayBuffer>>();
          return [];
        },
        returns: absolute(1e-9),
      },
      oracle: ({ grid, rows, strict, wide, mu, n_history }) => {
        expectTypeOf(grid).toEqualTypeOf<Float32Array<ArrayBuffer>>();
        expectTypeOf(rows).toEqualTypeOf<number>();
        expectTypeOf(n_history).toEqualTypeOf<number>();
        expectTypeOf(strict).toEqualTypeOf<boolean>();
        expectTypeOf(wide).toEqualTypeOf<BigUint64Array<ArrayBuffer>>();
        expectTypeOf(mu).toEqualTypeOf<Float32Array<ArrayBuffer>>();
        return { grid: Float64Array.from(grid), flags: [true], mu: [1], returns: [1, 2, 3] };
      },
      fuzz: {
        grid: reals(-1, 1),
        twice: oneOf(iota(), choice([1, 2])),
        wide: integers(0, 9),
        mu: oneOf(4, reals(5, 6)),
        rows: integers(0, 64),
        columns: oneOf(1, 4),
        strict: oneOf(false, true),
        history: ({ n }) => new Int32Array(n),
        n_history: integers(0, 8),
        when: ({ grid, history, strict }) => {
          expectTypeOf(history).toEqualTypeOf<Int32Array<ArrayBuffer>>();
          expectTypeOf(strict).toEqualTypeOf<boolean>();
          return grid.length >= 0;
        },
      },
      flops: ({ rows, columns }) => rows * columns,
      items: ({ history }) => history.length,
    });
    expect(declared.id).toBe("all");
    defineTarget({
      ...scale,
      workloads: { small: { n: 16, x: constant(1) } },
      bytes: ({ x, y, n }) => {
        expectTypeOf(x).toEqualTypeOf<Float32Array<ArrayBuffer>>();
        expectTypeOf(y).toEqualTypeOf<Float64Array<ArrayBuffer>>();
        return n;
      },
    });
  });

  test("structs decode to objects", () => {
    defineTarget({
      ...temperature,
      workloads,
      items: ({ cur, t }) => {
        expectTypeOf(cur.sorted).toEqualTypeOf<boolean>();
        expectTypeOf(cur.selected).toEqualTypeOf<number>();
        expectTypeOf(cur.data.id).toEqualTypeOf<Int32Array<ArrayBuffer>>();
        expectTypeOf(t).toEqualTypeOf<number>();
        return cur.data.logit.length;
      },
      fuzz: {
        cur: {
          size: integers(0, 99),
          selected: -1n,
          sorted: oneOf(false, true),
          data: { id: iota(), logit: logits({ infinities: "both" }), p: 0 },
        },
        t: reals(0, 2),
        when: ({ cur }) => cur.data.logit.length === cur.size,
      },
      verify: (expected, actual, inputs) => {
        expectTypeOf(expected.cur.data.p).toEqualTypeOf<Float32Array<ArrayBuffer>>();
        return actual.cur.size === inputs.cur.size ? [] : [{ where: "cur.size", expected: "", actual: "" }];
      },
    });
  });
});

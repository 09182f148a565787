import { describe, test } from "vitest";
import {
  defineTarget,
  exact,
  inout,
  input,
  integers,
  iota,
  logits,
  oneOf,
  output,
  reals,
  struct,
} from "../index.js";
import { data, scale, sized, temperature, workloads } from "./testing/fixtures.js";

/** The compiler is the test here: `tsc` fails on an expected error that is none any more. */

describe("a declaration that is wrong does not compile", () => {
  test("names", () => {
    // @ts-expect-error no such variant
    defineTarget({ ...temperature, workloads, baseline: "div" });
    // @ts-expect-error no such variant
    defineTarget({ ...temperature, workloads, optimized: "mul" });
    // @ts-expect-error no such key
    defineTarget({ ...temperature, workloads, titel: "x" });
    // @ts-expect-error no such scalar
    defineTarget({ ...scale, workloads: {}, kernel: { name: "k", args: { x: "float" } } });
  });

  test("dimensions", () => {
    // @ts-expect-error "count" is no sibling
    struct("s", { data: inout("f32", "count"), size: "usize" });
    // @ts-expect-error a dimension is an integer
    struct("s", { data: inout("f32", "size"), size: "f32" });
    defineTarget({
      ...scale,
      // @ts-expect-error "m" is no sibling
      kernel: { name: "scale", args: { x: input("f32", "m"), n: "usize" } },
      workloads: sized,
    });
    defineTarget({
      ...scale,
      // @ts-expect-error nor are the siblings called that in a function
      kernel: { name: "scale", args: { x: input("f32", ({ m }: { m: number }) => 2 * m), n: "usize" } },
      workloads: sized,
    });
    defineTarget({
      ...scale,
      // @ts-expect-error "m" is no sibling of what is returned
      kernel: { name: "scale", args: { n: "usize" }, returns: output("f32", "m") },
      workloads: { small: { n: 1 } },
    });
  });

  test("values", () => {
    // @ts-expect-error x has no value
    defineTarget({ ...scale, workloads: { small: { n: 16 } } });
    // @ts-expect-error there is no z
    defineTarget({ ...scale, workloads: { small: { ...sized.small, n: 16, z: 1 } } });
    // @ts-expect-error a size is no text
    defineTarget({ ...scale, workloads: { small: { n: "16", x: 0 } } });
    // @ts-expect-error a size is no boolean
    defineTarget({ ...scale, workloads: { small: { n: true, x: 0 } } });
    // @ts-expect-error a float is no bigint
    defineTarget({ ...temperature, workloads: { w: { ...workloads.vocab128k, t: 1n } } });
    // @ts-expect-error sorted has no value
    defineTarget({ ...temperature, workloads: { w: { t: 1, cur: { size: 1, selected: -1, data } } } });
    const half = { id: iota(), p: 0 };
    const cur = { size: 1, selected: -1, sorted: false, data: half };
    // @ts-expect-error logit has no column
    defineTarget({ ...temperature, workloads: { w: { t: 1, cur } } });
    // @ts-expect-error no such cache state
    defineTarget({ ...scale, workloads: { small: { ...sized.small, cache: "hot" } } });
    // @ts-expect-error no such limit
    defineTarget({ ...scale, workloads: sized, limits: { margins: 0.1 } });
  });

  test("fuzz", () => {
    const cur = {
      size: integers(0, 9),
      selected: -1,
      sorted: false,
      data: { id: iota(), logit: logits(), p: 0 },
    };
    // @ts-expect-error t has no value
    defineTarget({ ...temperature, workloads, fuzz: { cur } });
    // @ts-expect-error there is no u
    defineTarget({ ...temperature, workloads, fuzz: { cur, t: 1, u: 1 } });
    // @ts-expect-error an integer is no logit
    defineTarget({ ...temperature, workloads, fuzz: { cur: { ...cur, selected: logits() }, t: 1 } });
    // @ts-expect-error a size is no real number
    defineTarget({ ...scale, workloads: sized, fuzz: { n: reals(0, 9), x: 0 } });
    // @ts-expect-error a boolean is no range of integers
    defineTarget({ ...temperature, workloads, fuzz: { cur: { ...cur, sorted: integers(0, 1) }, t: 1 } });
    // @ts-expect-error a workload is what it says: nothing in it is drawn from a generator
    defineTarget({ ...scale, workloads: { small: { n: integers(0, 9), x: 0 } } });
    // @ts-expect-error no such argument
    defineTarget({ ...scale, workloads: sized, fuzz: { n: 1, x: 0, when: ({ m }) => m > 0 } });
    // @ts-expect-error one alternative is no choice
    oneOf(1);
    // @ts-expect-error no such option
    logits({ infinite: false });
  });

  test("verify, oracle and variants", () => {
    // @ts-expect-error inputs do not change
    defineTarget({ ...scale, workloads: sized, verify: { x: exact } });
    // @ts-expect-error no such argument
    defineTarget({ ...scale, workloads: sized, verify: { z: exact } });
    // @ts-expect-error the kernel returns nothing
    defineTarget({ ...scale, workloads: sized, verify: { returns: exact } });
    // @ts-expect-error no such field
    defineTarget({ ...temperature, workloads, verify: { cur: { data: { logits: exact } } } });
    // @ts-expect-error no such argument
    defineTarget({ ...scale, workloads: sized, bytes: ({ z }) => z.length });
    // @ts-expect-error an oracle gives arrays for buffers
    defineTarget({ ...scale, workloads: sized, oracle: () => ({ y: 1 }) });
    const ambiguous = { source: "a.cpp", library: "a.so" };
    // @ts-expect-error one source of code
    defineTarget({ ...scale, workloads: sized, variants: { a: ambiguous, b: "b.cpp" } });
    // @ts-expect-error no code
    defineTarget({ ...scale, workloads: sized, variants: { a: { flags: [] }, b: "b.cpp" } });
    // @ts-expect-error no such option
    defineTarget({ ...scale, workloads: sized, variants: { a: { source: "a.cpp", flag: "" }, b: "b.cpp" } });
    defineTarget({
      ...temperature,
      workloads,
      // @ts-expect-error no such field
      variants: { ...temperature.variants, divide: { source: "a.cpp", verify: { cur: { p: exact } } } },
    });
  });
});

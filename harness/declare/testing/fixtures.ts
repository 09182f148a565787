import { inout, input, iota, normal, output, struct } from "../../index.js";

/** Parts of right declarations, for the tests of what compiles and what does not. */

const token = struct("token_data", { id: "i32", logit: "f32", p: "f32" });
export const candidates = struct("token_data_array", {
  data: inout(token, "size"),
  size: "usize",
  selected: "i64",
  sorted: "bool",
});

export const temperature = {
  id: "5.1",
  title: "temp scaling (div->mul)",
  kernel: { name: "temperature", args: { cur: inout(candidates), t: "f32" } },
  variants: { divide: "divide.cpp", multiply: "multiply.cpp" },
  baseline: "divide",
} as const;
export const data = { id: iota(), logit: normal(0, 5), p: 0 };
export const workloads = {
  vocab128k: { t: 0.8, cur: { size: 128_000, selected: -1n, sorted: false, data } },
};

export const scale = {
  id: "scale",
  title: "scale",
  kernel: { name: "scale", args: { x: input("f32", "n"), y: output("f64", "n"), n: "usize" } },
  variants: { a: "a.cpp", b: "b.cpp" },
  baseline: "a",
} as const;
export const sized = { small: { n: 16, x: normal(0, 1) } };

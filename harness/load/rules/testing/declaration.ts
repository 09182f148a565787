import { inout, input, iota, normal, output, struct, ulp } from "../../../index.js";
import { shapeOf } from "../../shape.js";
import { RULES } from "../index.js";

const token = struct("token", { id: "i32", logit: "f32" });
export const tokens = struct("tokens", { data: inout(token, "size"), size: "usize", sorted: "bool" });

/** One with all the parts, that breaks no rule. */
export const right = {
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
export type Patch = Readonly<Record<string, unknown>>;

// biome-ignore lint/suspicious/noExplicitAny: broken in ways that the compiler would refuse
type Loose = any;

/** Codes of the problems of `right` once it is patched. */
export function codesOf(patch: Patch): string[] {
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

import { constant, defineTarget, inout } from "pawl";

export default defineTarget({
  id: "restore",
  title: "an operation of about 2 µs, with nothing or 1.5 MB to restore before it",
  kernel: { name: "restore", args: { x: inout("u64"), one: "u64", data: inout("f32", "n"), n: "usize" } },
  workloads: {
    // Times one: may be repeated in place, so it is timed in a batch.
    loop: { x: 12345, one: 1, data: constant(1), n: 16 },
    // Times three: a second call in place would give something else, so that everything is restored before each.
    restored: { x: 12345, one: 3, data: constant(1), n: 393_216 },
  },
  variants: { chain: "chain.cpp" },
  baseline: "chain",
});

import { defineTarget, inout } from "pawl";

export default defineTarget({
  id: "chain",
  title: "dependent multiplications",
  claim: "Steps on top cost their share of the time, to a hair.",
  kernel: { name: "chain", args: { x: inout("u64"), one: "u64", steps: "u64" } },
  workloads: {
    // Whole steps for every variant.
    microseconds: { x: 12345, one: 1, steps: 10_000 },
    fifty_ns: { x: 12345, one: 1, steps: 64 },
    five_ns: { x: 12345, one: 1, steps: 7 },
  },
  variants: {
    chain: "chain.cpp",
    twin: { source: "chain.cpp", defines: { TWIN: 1 } },
    plus_1_per_mille: { source: "chain.cpp", defines: { PER_MILLE: 1 } },
    plus_3_per_mille: { source: "chain.cpp", defines: { PER_MILLE: 3 } },
    plus_10_per_mille: { source: "chain.cpp", defines: { PER_MILLE: 10 } },
  },
  baseline: "chain",
});

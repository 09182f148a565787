import { defineTarget, input, integers, logits, oneOf, output, reals, uniform } from "pawl";
import { withinExp } from "../bounds.js";

export default defineTarget({
  id: "exp",
  title: "vector exponential",
  claim:
    "Sixteen exponentials at once, exact to a few units in the last place, where the C library does one.",
  kernel: { name: "exps", args: { x: input("f32", "n"), y: output("f32", "n"), n: "usize" } },
  // Differences from the largest logit, and as many as all samplers here have.
  workloads: { vocab128k: { n: 128_000, x: uniform(-20, 0) } },
  variants: {
    expf: "expf.cpp",
    portable: { source: "portable.cpp", note: "lib/exp.hpp" },
    avx512: { source: "avx512.cpp", requires: ["avx512f", "avx512dq"], note: "lib/avx512/exp.hpp" },
  },
  baseline: "expf",
  optimized: "portable",
  verify: { y: withinExp },
  oracle: ({ x }) => ({ y: Float64Array.from(x, Math.exp) }),
  align: 4,
  fuzz: {
    n: integers(0, 2000),
    x: oneOf(reals(-20, 0), reals(-110, 87.9), reals(-3e38, 0), logits()),
  },
  bytes: ({ n }) => 2 * 4 * n,
});

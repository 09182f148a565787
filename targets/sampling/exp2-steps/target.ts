import { defineTarget, input, integers, logits, oneOf, output, reals, ulp, uniform } from "pawl";
import { VOCABULARY } from "../candidates.js";

export default defineTarget({
  id: "7.2a",
  title: "mirostat step (powf(2, x)->exp2f)",
  claim: "A power of two needs no general power.",
  kernel: { name: "exp2_steps", args: { x: input("f32", "n"), y: output("f32", "n"), n: "usize" } },
  workloads: {
    // Mirostat raises 2 to minus a surprise, which is between 0 and 20 bits.
    vocab128k: { n: VOCABULARY, x: uniform(-20, 0) },
  },
  variants: {
    powf: "powf.cpp",
    exp2f: "exp2f.cpp",
    portable: {
      source: "portable.cpp",
      flags: ["-ffp-contract=fast"],
      note: "a polynomial in vectors, no intrinsics; fused multiply-adds",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f", "avx512dq"],
      note: "a polynomial in vectors, exponents by instructions for it",
    },
  },
  baseline: "powf",
  optimized: "exp2f",
  verify: { y: ulp(1) },
  oracle: ({ x }) => ({ y: Float64Array.from(x, (value) => 2 ** value) }),
  align: 4,
  fuzz: {
    n: integers(0, 2000),
    x: oneOf(reals(-20, 0), reals(-160, 140), logits({ infinities: "both", nan: true })),
  },
  bytes: ({ n }) => 2 * 4 * n,
  published: { speedup: 1.2, source: "llama.cpp sampling process table" },
});

import { defineTarget } from "pawl";
import { sequentialSum, softmax } from "../softmax.js";

export default defineTarget({
  ...softmax,
  id: "7.1",
  title: "softmax (expf->fast expf)",
  claim: "An exponential as exact as softmax needs it costs less than the one of the C library.",
  variants: {
    expf: { source: "expf.cpp", verify: sequentialSum },
    fast_expf: { source: "fast_expf.cpp", verify: sequentialSum },
    portable: {
      source: "portable.cpp",
      flags: ["-ffp-contract=fast"],
      note: "vector exponentials, two walks, no intrinsics; fused multiply-adds",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f", "avx512dq"],
      note: "vector exponentials, two walks, the division in the exponent",
    },
  },
  baseline: "expf",
  optimized: "fast_expf",
  published: { baseline: 274, optimized: 199, unit: "us", source: "llama.cpp sampling process table" },
});

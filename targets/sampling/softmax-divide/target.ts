import { defineTarget } from "pawl";
import { sequentialSum, softmax } from "../softmax.js";

export default defineTarget({
  ...softmax,
  id: "5.2",
  title: "softmax (div->mul)",
  claim: "One reciprocal of the sum and n multiplications beat n divisions.",
  variants: {
    divide: { source: "divide.cpp", verify: sequentialSum },
    multiply: { source: "multiply.cpp", verify: sequentialSum },
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
  baseline: "divide",
  optimized: "multiply",
  published: { baseline: 280, optimized: 277, unit: "us", source: "llama.cpp sampling process table" },
});

import { defineTarget } from "pawl";
import { bytes, fuzz, kernel, sameFlag, upstream, workloads } from "../min-p/declared.js";

export default defineTarget({
  id: "6.1",
  title: "min_p (branch hints)",
  claim: "A compiler that knows the likely way lays it out without jumps.",
  kernel,
  workloads,
  variants: {
    plain: "plain.cpp",
    hinted: "hinted.cpp",
    portable: { source: "portable.cpp", note: "the champion of 1.1" },
    avx512: { source: "avx512.cpp", requires: ["avx512f"], note: "the champion of 1.1" },
    upstream,
  },
  baseline: "plain",
  optimized: "hinted",
  verify: { cur: { sorted: sameFlag } },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz,
  bytes,
  published: { speedup: 1.02, source: "llama.cpp sampling process table" },
});

import { defineTarget } from "pawl";
import { bytes, fuzz, kernel, sameFlag, upstream, workloads } from "./declared.js";

export default defineTarget({
  id: "1.1",
  title: "min_p (vector per call->thread_local)",
  claim: "A vector that keeps its memory from call to call saves the allocations of each.",
  kernel,
  workloads,
  variants: {
    allocate: "allocate.cpp",
    thread_local: "thread_local.cpp",
    portable: {
      source: "portable.cpp",
      note: "maximum per block by vectors, then the few blocks that reach it",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "maximum per block in registers, then the few blocks that reach it",
    },
    upstream,
  },
  baseline: "allocate",
  optimized: "thread_local",
  verify: { cur: { sorted: sameFlag } },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz,
  bytes,
  published: { baseline: 174, optimized: 167, unit: "us", source: "llama.cpp sampling process table" },
});

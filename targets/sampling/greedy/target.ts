import { defineTarget, inout, iota, logits, normal } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { llama } from "../upstream.js";

export default defineTarget({
  id: "6.2",
  title: "greedy (best logit in a register)",
  claim: "Comparing with a register, not through the index of the best candidate, saves a load each time.",
  kernel: { name: "greedy", args: { cur: inout(candidates) } },
  workloads: {
    vocab128k: {
      cur: { size: VOCABULARY, selected: -1, sorted: false, data: { id: iota(), logit: normal(0, 5), p: 0 } },
    },
  },
  variants: {
    indexed: "indexed.cpp",
    register: "register.cpp",
    portable: { source: "portable.cpp", note: "maximum per block of structs by vectors, no intrinsics" },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "maximum per block of structs, then its place",
    },
    upstream: llama,
  },
  baseline: "indexed",
  optimized: "register",
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz: { cur: fuzzedCandidates(logits({ infinities: "both", nan: true })) },
  bytes: ({ cur }) => TOKEN_BYTES * cur.size,
  published: { baseline: 311, optimized: 133, unit: "us", source: "llama.cpp sampling process table" },
});

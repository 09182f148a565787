import { bits, defineTarget, inout, iota, logits, normal, oneOf, reals, ulp } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { llama } from "../upstream.js";

export default defineTarget({
  id: "5.1",
  title: "temp scaling (div->mul)",
  claim: "One reciprocal and n multiplications beat n divisions.",
  kernel: { name: "temperature", args: { cur: inout(candidates), t: "f32" } },
  workloads: {
    vocab128k: {
      t: 0.8,
      cur: { size: VOCABULARY, selected: -1, sorted: false, data: { id: iota(), logit: normal(0, 5), p: 0 } },
    },
  },
  variants: {
    divide: "divide.cpp",
    multiply: { source: "multiply.cpp", verify: { cur: { data: { logit: ulp(1) } } } },
    portable: { source: "portable.cpp", note: "one vector division per 16 structs, no intrinsics" },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "one division per 16 structs, masked loads and stores",
    },
    upstream: llama,
  },
  baseline: "divide",
  optimized: "multiply",
  // Whatever divides has to yield the quotient itself.
  verify: { cur: { data: { logit: bits } } },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  // No temperature is negative, denormal, huge or infinite in earnest, and all have a quotient.
  fuzz: {
    cur: fuzzedCandidates(logits({ infinities: "both" })),
    t: oneOf(1, 0, reals(-1, 4), reals(0, Number.POSITIVE_INFINITY)),
  },
  bytes: ({ cur }) => 2 * TOKEN_BYTES * cur.size,
  published: { baseline: 58, optimized: 49, unit: "us", source: "llama.cpp sampling process table" },
});

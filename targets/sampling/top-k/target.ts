import { defineTarget, inout, integers, iota, logits, oneOf, reals } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { broad, llm } from "../logits.js";
import { sameButForTies } from "../ties.js";
import { llama, overflowsBuckets, unless } from "../upstream.js";

const array = { size: VOCABULARY, selected: -1, sorted: false };
const unstable = { cur: { data: sameButForTies } };

export default defineTarget({
  id: "1.3",
  title: "top_k (bucket vectors per call->reused)",
  claim: "Vectors that keep their memory from call to call save the allocations of each bucket sort.",
  kernel: { name: "top_k", args: { cur: inout(candidates), k: "i32" } },
  workloads: {
    // Up to 128, llama.cpp needs no buckets: the published change leaves these alone.
    k40: { k: 40, cur: { ...array, data: { id: iota(), logit: llm, p: 0 } } },
    k1000: { k: 1000, cur: { ...array, data: { id: iota(), logit: llm, p: 0 } } },
    k1000_broad: { k: 1000, cur: { ...array, data: { id: iota(), logit: broad, p: 0 } } },
  },
  variants: {
    allocate: { source: "allocate.cpp", verify: unstable },
    reuse: { source: "reuse.cpp", verify: unstable },
    portable: {
      source: "portable.cpp",
      note: "block maxima bound the k-th logit; few blocks are looked at again",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "block maxima bound the k-th logit; few blocks are looked at again",
    },
    upstream: { ...llama, verify: { cur: { data: unless(overflowsBuckets, sameButForTies) } } },
  },
  baseline: "allocate",
  optimized: "reuse",
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz: {
    cur: fuzzedCandidates(oneOf(logits({ infinities: "both" }), reals(-1e9, 1e9))),
    k: oneOf(40, 0, integers(-1, 150), integers(100, 2100)),
  },
  bytes: ({ cur, k }) => TOKEN_BYTES * (cur.size + 2 * Math.min(k, cur.size)),
  published: { speedup: 1.05, source: "llama.cpp sampling process table" },
});

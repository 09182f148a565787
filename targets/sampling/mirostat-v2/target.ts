import { defineTarget, type FillFunction, inout, integers, iota, logits, oneOf, reals, uniform } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { broad, descending, isDescending, llm } from "../logits.js";
import { allMasked, llama, unless } from "../upstream.js";
import { sameDraw } from "./same.js";

const array = { size: VOCABULARY, selected: -1, sorted: false };
/** The target surprise in bits, and where llama.cpp starts: at twice that. */
const usual = { tau: 5, eta: 0.1, mu: 10, u: uniform(0, 1) };

/** As many equal candidates as a power of two: each surprises by a whole number of bits. The rest is masked. */
const wholeBits: FillFunction = ({ n }) =>
  new Float32Array(n).fill(-Infinity).fill(0, 0, 2 ** Math.floor(Math.log2(n)));

/** A sequential sum of 128,000 floats is off by up to 3e-4 itself. */
const published = {
  verify: sameDraw({ p: 2e-3, sum: 2e-3, draw: 2e-3, mu: 4e-3, openTies: true }),
};

export default defineTarget({
  id: "7.2b",
  title: "mirostat_v2 (powf(2, x)->exp2f)",
  claim: "A power of two needs no general power.",
  kernel: {
    name: "mirostat_v2",
    // `mu` is finite; `u` is in [0, 1).
    args: { cur: inout(candidates), mu: inout("f32"), tau: "f32", eta: "f32", u: "f32" },
    returns: "i32",
  },
  workloads: {
    llm: { ...usual, cur: { ...array, data: { id: iota(), logit: llm, p: 0 } } },
    broad: { ...usual, cur: { ...array, data: { id: iota(), logit: broad, p: 0 } } },
  },
  variants: {
    powf: { source: "powf.cpp", ...published },
    exp2f: {
      source: "exp2f.cpp",
      ...published,
      note: "one power of two per token, beside a sort of the vocabulary",
    },
    portable: {
      source: "portable.cpp",
      flags: ["-ffp-contract=fast"],
      note: "one walk for sum and block maxima, then the few blocks that reach mu; no intrinsics",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f", "avx512dq"],
      note: "one walk for sum and block maxima, then the few blocks that reach mu",
    },
    upstream: { ...llama, verify: unless(allMasked, published.verify) },
  },
  baseline: "powf",
  optimized: "exp2f",
  verify: sameDraw({ p: 5e-5, sum: 1e-4, draw: 1e-4, mu: 1e-3, openTies: false }),
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz: {
    cur: fuzzedCandidates(oneOf(logits(), descending, wholeBits, reals(-110, 110))),
    mu: oneOf(10, integers(0, 11), reals(-2, 40)),
    tau: reals(0, 10),
    eta: oneOf(0.1, 0, reals(0, 1)),
    u: oneOf(0, 0.99999994, reals(0, 0.99999994)),
    when: ({ cur }) => !cur.sorted || isDescending(cur.data.logit),
  },
  // What no implementation can avoid: each candidate has to be read once; few are written.
  bytes: ({ cur }) => TOKEN_BYTES * cur.size,
  published: { speedup: 1.2, source: "llama.cpp sampling process table" },
});

import { defineTarget, inout, input, integers, iota, logits, oneOf, reals, struct, uniform } from "pawl";
import { candidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { broad, isDescending, llm } from "../logits.js";
import { fuzzedVocabulary, history } from "../penalties/history.js";
import { allMasked, llama, unless } from "../upstream.js";
import { sameSample } from "./same.js";

/** Of the samplers in their order; `k` and `top_p` are positive. */
const chainOptions = struct("chain_options", {
  last_n: "i32",
  repeat: "f32",
  freq: "f32",
  present: "f32",
  n_vocab: "usize",
  k: "i32",
  top_p: "f32",
  min_p: "f32",
  temperature: "f32",
});

const usual = {
  history: history(VOCABULARY),
  n_history: 64,
  options: {
    last_n: 64,
    repeat: 1.1,
    freq: 0.1,
    present: 0.1,
    n_vocab: VOCABULARY,
    k: 40,
    top_p: 0.95,
    min_p: 0.05,
    temperature: 0.8,
  },
  u: uniform(0, 1),
};
const array = { size: VOCABULARY, selected: -1, sorted: false };
const unstable = { verify: sameSample({ openTies: true }) };

export default defineTarget({
  id: "chain",
  title: "chain: penalties, top-k, top-p, min-p, temperature, draw",
  claim: "What the published changes, and what the champions, save a token from end to end.",
  kernel: {
    name: "sample",
    // `u` is in [0, 1).
    args: { cur: inout(candidates), u: "f32" },
    returns: "i32",
  },
  state: {
    create: {
      name: "chain_create",
      args: { history: input("i32", "n_history"), n_history: "usize", options: input(chainOptions) },
    },
    destroy: "chain_destroy",
  },
  workloads: {
    llm: { ...usual, cur: { ...array, data: { id: iota(), logit: llm, p: 0 } } },
    broad: { ...usual, cur: { ...array, data: { id: iota(), logit: broad, p: 0 } } },
  },
  variants: {
    baseline: { source: "baseline.cpp", ...unstable, note: "the rows' baselines, one after the other" },
    optimized: { source: "optimized.cpp", ...unstable, note: "all published changes together" },
    portable: {
      source: "portable.cpp",
      note: "tokens of the window and blocks with the largest maxima only; no intrinsics",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f", "avx512dq"],
      note: "tokens of the window and blocks with the largest maxima only",
    },
    upstream: { ...llama, verify: unless(allMasked, unstable.verify) },
  },
  baseline: "baseline",
  optimized: "optimized",
  verify: sameSample({ openTies: false }),
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz: {
    // Tokens of the history may be outside the vocabulary and be no candidates, and candidates of no vocabulary.
    // Few different ones are many of those that are left in the end.
    history: oneOf(integers(-2, 400), integers(0, 20)),
    n_history: integers(0, 200),
    options: {
      last_n: integers(0, 200),
      repeat: oneOf(1.1, 1, reals(0.5, 2)),
      freq: oneOf(0.1, 0, reals(-2, 2)),
      present: oneOf(0.1, 0, reals(-2, 2)),
      n_vocab: oneOf(2000, integers(0, 400)),
      k: oneOf(40, 1, integers(1, 200), integers(1, 2100)),
      top_p: oneOf(0.95, 1, reals(0.01, 1.1)),
      min_p: oneOf(0.05, 0, reals(0, 1.1)),
      temperature: oneOf(0.8, 0, 1, reals(0.05, 4)),
    },
    cur: {
      size: oneOf(40, integers(0, 2000)),
      selected: integers(-1, 2000),
      sorted: oneOf(false, true),
      data: { ...fuzzedVocabulary, logit: oneOf(logits(), reals(-110, 110), integers(-9, 9)) },
    },
    u: oneOf(0, 0.99999994, reals(0, 0.99999994)),
    when: ({ cur }) => !cur.sorted || isDescending(cur.data.logit),
  },
  // What no implementation can avoid: each candidate has to be read once; few are written.
  bytes: ({ cur }) => TOKEN_BYTES * cur.size,
});

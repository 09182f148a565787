import { defineTarget, inout, input, integers, iota, normal, oneOf, reals } from "pawl";
import { candidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { llama } from "../upstream.js";
import { fuzzedVocabulary, history, shuffledIds } from "./history.js";
import { sameWithinRounding } from "./tolerance.js";

/** Bytes that penalising one token has to move: id and logit in, logit out. */
const PENALTY_BYTES = 12;

const sampler = {
  history: history(VOCABULARY),
  n_history: 64,
  last_n: 64,
  repeat: 1.1,
  freq: 0.1,
  present: 0.1,
  n_vocab: VOCABULARY,
};
const array = { size: VOCABULARY, selected: -1, sorted: false };

export default defineTarget({
  id: "4.2",
  title: "penalties (hash map->dense array)",
  claim: "Counts in an array over the vocabulary replace a hash map lookup for every candidate.",
  kernel: { name: "penalties", args: { cur: inout(candidates) } },
  state: {
    create: {
      name: "penalties_create",
      args: {
        history: input("i32", "n_history"),
        n_history: "usize",
        last_n: "i32",
        repeat: "f32",
        freq: "f32",
        present: "f32",
        n_vocab: "usize",
      },
    },
    destroy: "penalties_destroy",
  },
  workloads: {
    ordered: { ...sampler, cur: { ...array, data: { id: iota(), logit: normal(0, 5), p: 0 } } },
    shuffled: { ...sampler, cur: { ...array, data: { id: shuffledIds, logit: normal(0, 5), p: 0 } } },
  },
  variants: {
    hash_map: "hash_map.cpp",
    dense: "dense.cpp",
    portable: {
      source: "portable.cpp",
      note: "tokens of the window only; a scan through a byte filter if shuffled",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "tokens of the window only; a scan through filters in registers if shuffled",
    },
    upstream: llama,
  },
  baseline: "hash_map",
  optimized: "dense",
  verify: { cur: { data: { logit: sameWithinRounding } } },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  // What no implementation can avoid: the window's tokens when each stands in its place, else all candidates.
  fuzz: {
    // Tokens of the history may be outside the vocabulary and be no candidates, and candidates of no vocabulary.
    history: integers(-2, 400),
    n_history: integers(0, 200),
    last_n: integers(0, 200),
    repeat: oneOf(1.1, 1, 0, reals(0.5, 2)),
    freq: oneOf(0.1, 0, reals(-2, 2)),
    present: oneOf(0.1, 0, reals(-2, 2)),
    n_vocab: integers(0, 400),
    cur: {
      size: integers(0, 400),
      selected: -1,
      sorted: oneOf(false, true),
      data: fuzzedVocabulary,
    },
  },
  bytes: ({ cur, history, last_n }) =>
    cur.data.id.every((id, i) => id === i)
      ? PENALTY_BYTES * Math.min(history.length, last_n)
      : TOKEN_BYTES * cur.size,
  published: { baseline: 165, optimized: 4.7, unit: "us", source: "llama.cpp sampling process table" },
});

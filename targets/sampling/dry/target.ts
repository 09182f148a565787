import { defineTarget, inout, input, integers, iota, normal, oneOf, reals } from "pawl";
import { candidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { fuzzedVocabulary, someIds } from "../penalties/history.js";
import { llama } from "../upstream.js";
import { repetitive, stuttering } from "./context.js";
import { clearedOrKept, sameWithinRounding } from "./tolerance.js";

/** Bytes of a token of the context. */
const ID_BYTES = 4;

const sampler = (n_context: number) => ({
  context: repetitive(VOCABULARY, 14),
  n_context,
  // The ids 10 to 13: one word in 34.
  breakers: iota(10),
  n_breakers: 4,
  last_n: -1,
  n_vocab: VOCABULARY,
  multiplier: 0.8,
  base: 1.75,
  allowed: 2,
});
const ordered = {
  size: VOCABULARY,
  selected: -1,
  sorted: false,
  data: { id: iota(), logit: normal(0, 5), p: 0 },
};

export default defineTarget({
  id: "4.1",
  title: "DRY (hash map->dense array)",
  claim: "Match lengths in an array over the vocabulary replace a hash map lookup for every candidate.",
  kernel: {
    name: "dry",
    // `allowed` is not negative.
    args: { cur: inout(candidates), multiplier: "f32", base: "f32", allowed: "i32" },
  },
  state: {
    create: {
      name: "dry_create",
      args: {
        context: input("i32", "n_context"),
        n_context: "usize",
        breakers: input("i32", "n_breakers"),
        n_breakers: "usize",
        last_n: "i32",
        n_vocab: "usize",
      },
    },
    destroy: "dry_destroy",
  },
  workloads: {
    context64: { ...sampler(64), cur: ordered },
    context256: { ...sampler(256), cur: ordered },
    context1024: { ...sampler(1024), cur: ordered },
    // As a truncating sampler leaves them: half of the vocabulary, in no order.
    truncated: {
      ...sampler(256),
      cur: { ...ordered, size: VOCABULARY / 2, data: { ...ordered.data, id: someIds } },
    },
  },
  variants: {
    hash_map: "hash_map.cpp",
    dense: "dense.cpp",
    portable: {
      source: "portable.cpp",
      note: "tokens that continue a match only; a scan by comparisons if shuffled",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "tokens that continue a match only; a scan through filters in registers if shuffled",
    },
    upstream: { ...llama, verify: { cur: { data: { logit: sameWithinRounding }, sorted: clearedOrKept } } },
  },
  baseline: "hash_map",
  optimized: "dense",
  verify: { cur: { data: { logit: sameWithinRounding } } },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz: {
    // Few different tokens repeat themselves at great length, one at the greatest. Some are outside the vocabulary.
    context: oneOf(0, stuttering(60), integers(-2, 8), integers(-2, 400), repetitive(400)),
    n_context: integers(0, 300),
    breakers: oneOf(integers(9, 400), integers(-2, 8)),
    n_breakers: integers(0, 6),
    last_n: oneOf(-1, 64, integers(-2, 300)),
    n_vocab: oneOf(400, integers(0, 400)),
    multiplier: oneOf(0.8, 0, reals(-1, 4)),
    // Base 2 and the largest exponent overflow with a multiplier of 1 or more; any base beyond 1 has its own bound.
    base: oneOf(1.75, 1, 2, reals(0.5, 4), reals(1, 1e30)),
    allowed: oneOf(2, 0, 1, integers(0, 20)),
    cur: {
      size: integers(0, 400),
      selected: integers(-1, 400),
      sorted: oneOf(false, true),
      data: fuzzedVocabulary,
    },
  },
  // What no implementation can avoid: the window, and all candidates unless each stands in its place.
  bytes: ({ cur, context, last_n }) =>
    ID_BYTES * (last_n === -1 ? context.length : Math.min(context.length, Math.max(last_n, 0))) +
    (cur.data.id.every((id, i) => id === i) ? 0 : TOKEN_BYTES * cur.size),
  published: { baseline: 165, optimized: 4.7, unit: "us", source: "llama.cpp sampling process table" },
});

import { inout, integers, iota, logits, oneOf, reals } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "./candidates.js";
import { broad, descending, isDescending, llm } from "./logits.js";

/** What the declarations of top_p and typical share. */

export const args = { cur: inout(candidates), p: "f32", min_keep: "usize" } as const;

const array = { size: VOCABULARY, selected: -1, sorted: false };
const usual = { p: 0.95, min_keep: 1 };

export const workloads = {
  llm: { ...usual, cur: { ...array, data: { id: iota(), logit: llm, p: 0 } } },
  broad: { ...usual, cur: { ...array, data: { id: iota(), logit: broad, p: 0 } } },
};

/** The fastest variants of each row. */
export const champions = {
  portable: {
    source: "portable.cpp",
    flags: ["-ffp-contract=fast"],
    note: "a threshold search on mass, then a radix sort of who is within; fused multiply-adds",
  },
  avx512: {
    source: "avx512.cpp",
    requires: ["avx512f", "avx512dq"],
    note: "a threshold search on mass, then a radix sort of who is within, listed by compression",
  },
} as const;

/** A sequential sum of 128,000 floats is off by up to 3e-4 itself. */
export const sequential = { p: 2e-3, mass: 2e-3, rank: 4e-3 };

interface Inputs {
  readonly cur: {
    readonly size: number;
    readonly sorted: boolean;
    readonly data: { readonly logit: Float32Array };
  };
}

export const fuzz = {
  cur: fuzzedCandidates(
    oneOf(logits(), descending, broad, 0, -Infinity, reals(-9, 9), reals(-110, 110), reals(-3e38, 3e38)),
  ),
  p: oneOf(0.95, 0.5, 0, 1, reals(0, 1), reals(0.999, 1), reals(0, 1e-5), reals(-1, 2)),
  min_keep: oneOf(1, 0, integers(0, 40), integers(0, 2100)),
  when: ({ cur }: Inputs) => !cur.sorted || isDescending(cur.data.logit),
};

/** Each candidate has to be read once; what is written, and read again, depends on the logits. */
export const bytes = ({ cur }: Inputs) => TOKEN_BYTES * cur.size;

import { inout, integers, iota, logits, type Mismatch, oneOf, reals } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "../candidates.js";
import { broad, llm } from "../logits.js";
import { sameButForTies } from "../ties.js";
import { llama, overflowsBuckets, unless } from "../upstream.js";

/** What the two rows about min_p share: it is the same function, once without allocations, once with hints. */

export const kernel = {
  name: "min_p",
  args: { cur: inout(candidates), p: "f32", min_keep: "usize" },
} as const;

const array = { size: VOCABULARY, selected: -1, sorted: false };
const usual = { p: 0.05, min_keep: 1 };

export const workloads = {
  llm: { ...usual, cur: { ...array, data: { id: iota(), logit: llm, p: 0 } } },
  broad: { ...usual, cur: { ...array, data: { id: iota(), logit: broad, p: 0 } } },
};

interface Inputs {
  readonly cur: { readonly data: { readonly logit: Float32Array } };
}

/**
 * llama.cpp looks for the maximum from −FLT_MAX on, so that nobody reaches the threshold where all logits are −∞, and
 * the array gets sorted. It is the same array; whether it is called sorted is nobody's concern.
 */
export function sameFlag(expected: boolean, actual: boolean, { cur }: Inputs): Mismatch[] {
  const fine = expected === actual || cur.data.logit.every((logit) => logit === Number.NEGATIVE_INFINITY);
  return fine ? [] : [{ where: "cur.sorted", expected: String(expected), actual: String(actual) }];
}

const same =
  (where: string) =>
  (expected: unknown, actual: unknown): Mismatch[] =>
    expected === actual ? [] : [{ where, expected: String(expected), actual: String(actual) }];

/** llama.cpp's own sampler: it sorts like `std::sort` where too few reach the threshold. */
export const upstream = {
  ...llama,
  verify: {
    cur: {
      data: unless(overflowsBuckets, sameButForTies),
      size: unless(overflowsBuckets, same("cur.size")),
      sorted: sameFlag,
    },
  },
} as const;

/** Probabilities above 1 are reached by nobody; negative ones and 0 turn the sampler off. */
export const fuzz = {
  cur: fuzzedCandidates(logits({ infinities: "both" })),
  p: oneOf(0.05, 0, 1, reals(0, 1), reals(-1, 4)),
  min_keep: oneOf(1, 0, integers(0, 40), integers(0, 2100)),
};

/** Each candidate has to be read once; few are written. */
export const bytes = ({ cur }: { readonly cur: { readonly size: number } }) => TOKEN_BYTES * cur.size;

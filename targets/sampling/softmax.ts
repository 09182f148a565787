import { inout, logits, type Mismatch, oneOf, reals } from "pawl";
import { candidates, fuzzedCandidates, TOKEN_BYTES, VOCABULARY } from "./candidates.js";
import { broad, descending, isDescending, llm } from "./logits.js";
import { allMasked, llama, unless } from "./upstream.js";

/** What the softmax rows share: the kernel, how it is judged and with what. */

interface Inputs {
  readonly cur: {
    readonly size: number;
    readonly sorted: boolean;
    readonly data: { readonly logit: Float32Array };
  };
}

/** exp(logit − max) ÷ sum in double precision; 0 everywhere if all logits are −∞. */
export function softmaxOf(logit: ArrayLike<number>): Float64Array {
  let max = -Infinity;
  for (let i = 0; i < logit.length; i++) max = Math.max(max, logit[i] as number);
  const p = Float64Array.from(logit, (l) => (max === -Infinity ? 0 : Math.exp(l - max)));
  const sum = p.reduce((total, x) => total + x, 0);
  return sum === 0 ? p : p.map((x) => x / sum);
}

/**
 * Probabilities within `relative` of the expected ones, or within 1e-7 where these are at most 1e-30, whose sum is the
 * expected one within `sum`. `column`: where they are, # standing for the index.
 */
export const probabilities =
  (relative: number, sum: number, column = "cur.data[#].p") =>
  (expected: ArrayLike<number>, actual: Float32Array): Mismatch[] => {
    const mismatches: Mismatch[] = [];
    let total = 0;
    let wantedTotal = 0;
    for (const [i, p] of actual.entries()) {
      const wanted = expected[i] as number;
      total += p;
      wantedTotal += wanted;
      if (Math.abs(p - wanted) <= (wanted > 1e-30 ? relative * wanted : 1e-7)) continue;
      mismatches.push({ where: column.replace("#", String(i)), expected: String(wanted), actual: String(p) });
    }
    if (!(Math.abs(total - wantedTotal) <= sum)) {
      mismatches.push({
        where: `sum of ${column.replace("#", "")}`,
        expected: String(wantedTotal),
        actual: String(total),
      });
    }
    return mismatches;
  };

/** A sequential sum of 128,000 floats is off by up to 3e-4 itself. */
export const sequentialSum = { cur: { data: { p: probabilities(2e-3, 5e-4) } } };

/** The fastest variants of each row. */
export const champions = {
  portable: {
    source: "portable.cpp",
    flags: ["-ffp-contract=fast"],
    note: "vector exponentials, two walks, no intrinsics; fused multiply-adds",
  },
  avx512: {
    source: "avx512.cpp",
    requires: ["avx512f", "avx512dq"],
    note: "vector exponentials, two walks, the division in the exponent",
  },
} as const;

/** llama.cpp's own sampler. */
export const upstream = {
  ...llama,
  note: `dist, a softmax and a draw: ${llama.note}`,
  verify: { cur: { data: { p: unless(allMasked, probabilities(5e-5, 1e-4)) } } },
} as const;

const array = { size: VOCABULARY, selected: -1, sorted: false };
const id = Int32Array.from({ length: VOCABULARY }, (_, i) => i);

export const softmax = {
  kernel: { name: "softmax", args: { cur: inout(candidates) } },
  workloads: {
    llm: { cur: { ...array, data: { id, logit: llm, p: 0 } } },
    broad: { cur: { ...array, data: { id, logit: broad, p: 0 } } },
  },
  verify: { cur: { data: { p: probabilities(5e-5, 1e-4) } } },
  oracle: ({ cur }: Inputs) => ({ cur: { data: { p: softmaxOf(cur.data.logit) } } }),
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz: {
    cur: fuzzedCandidates(oneOf(logits(), descending, reals(-110, 110), reals(-3e38, 3e38))),
    when: ({ cur }: Inputs) => !cur.sorted || isDescending(cur.data.logit),
  },
  // What no implementation can avoid: every logit in, every probability out, and structs move as a whole.
  bytes: ({ cur }: Inputs) => 2 * TOKEN_BYTES * cur.size,
} as const;

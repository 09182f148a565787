import type { Mismatch } from "pawl";
import type { Candidates } from "./ties.js";

/** Variants that call llama.cpp itself, as node-llama-cpp packages it: v0.5.0, built for every x86-64 CPU. */

const PACKAGE = "npm:@node-llama-cpp/linux-x64";

export const llama = {
  source: "upstream.cpp",
  requires: [`${PACKAGE}@3.22.1`],
  // Under AddressSanitizer, looking up thread_local memory changes registers 16 to 31, in which clang 14 keeps arguments.
  flags: ["-mno-avx512f"],
  link: [`${PACKAGE}/bins/linux-x64/libllama.v0.5.0.so`],
  note: "llama_sampler_apply of llama.cpp v0.5.0, as node-llama-cpp packages it",
} as const;

type Compare<Expected, Actual, Inputs> = (expected: Expected, actual: Actual, inputs: Inputs) => Mismatch[];

/** Compares but where llama.cpp is known to differ from what the row means. */
export const unless =
  <Expected, Actual, Inputs>(
    differs: (inputs: Inputs) => boolean,
    compare: Compare<Expected, Actual, Inputs>,
  ): Compare<Expected, Actual, Inputs> =>
  (expected, actual, inputs) =>
    differs(inputs) ? [] : compare(expected, actual, inputs);

/**
 * From 129 candidates on, llama.cpp sorts by buckets whose numbers it makes of floats as they come: too large ones, plus
 * infinity among them, overflow and are put with the smallest.
 */
export const overflowsBuckets = ({ cur }: { readonly cur: { readonly data: Candidates } }) =>
  cur.data.logit.length > 128 && cur.data.logit.some((logit) => logit > 3e8);

/** Its softmax takes the difference of two infinities where all logits are −∞, and every probability is NaN. */
export const allMasked = ({ cur }: { readonly cur: { readonly data: { readonly logit: Float32Array } } }) =>
  cur.data.logit.every((logit) => logit === -Infinity);

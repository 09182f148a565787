import { type Generator, inout, integers, oneOf, reals, struct } from "pawl";

/** What llama.cpp hands from sampler to sampler; the header of each target declares both structs. */
export const token = struct("token_data", { id: "i32", logit: "f32", p: "f32" });

export const candidates = struct("token_data_array", {
  data: inout(token, "size"),
  size: "usize",
  selected: "i64",
  sorted: "bool",
});

/** Bytes of one candidate. */
export const TOKEN_BYTES = 12;

/** Entries of the vocabulary in all workloads here. */
export const VOCABULARY = 128_000;

/** Candidates whose ids, probabilities and flags the kernel has no business with: it must leave them as they are. */
export const fuzzedCandidates = (logit: Generator) => ({
  size: integers(0, 2000),
  selected: integers(-1, 2000),
  sorted: oneOf(false, true),
  data: { id: integers(-(2 ** 31), 2 ** 31 - 1), logit, p: reals(0, 1) },
});

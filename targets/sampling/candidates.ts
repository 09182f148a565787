import { inout, struct } from "pawl";

/** What llama.cpp hands from sampler to sampler; the header of each target declares both structs. */
const token = struct("token_data", { id: "i32", logit: "f32", p: "f32" });

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

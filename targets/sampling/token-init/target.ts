import { bits, defineTarget, input, integers, logits, normal, oneOf, output } from "pawl";
import { TOKEN_BYTES, token, VOCABULARY } from "../candidates.js";

const LOGIT_BYTES = 4;
/** Longest input that is tried beside the workloads'. */
const MOST_FUZZED = 2000;

const vocabulary = { n_max: VOCABULARY, n: VOCABULARY, logits: normal(0, 5) };

export default defineTarget({
  id: "2.1",
  title: "token init (fresh buffer->reused)",
  claim:
    "A buffer that outlives the call saves an allocation, and where that maps new pages, their first touch.",
  kernel: {
    name: "init",
    args: { logits: input("f32", "n"), n: "usize" },
    returns: output(token, "n"),
  },
  // `fresh`: whether a buffer that is allocated lies on new pages, or where the last one was given back.
  state: {
    create: { name: "init_create", args: { n_max: "usize", fresh: "bool" } },
    destroy: "init_destroy",
  },
  // Samplers own what they were given: every entry is changed between two calls, so that none may be kept.
  before: "init_consume",
  workloads: {
    recycled: { ...vocabulary, fresh: false },
    fresh: { ...vocabulary, fresh: true },
  },
  variants: {
    fresh_buffer: "fresh_buffer.cpp",
    reused_buffer: "reused_buffer.cpp",
    portable: { source: "portable.cpp", note: "whole registers into a reused buffer, no intrinsics" },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "one permutation per 16 structs, whole cache lines into a reused buffer",
    },
  },
  baseline: "fresh_buffer",
  optimized: "reused_buffer",
  verify: { returns: bits },
  oracle: ({ n, logits }) => ({
    returns: { id: Int32Array.from({ length: n }, (_, i) => i), logit: logits, p: new Float32Array(n) },
  }),
  align: 4,
  fuzz: {
    n_max: MOST_FUZZED,
    n: integers(0, MOST_FUZZED),
    logits: logits({ infinities: "both", nan: true }),
    fresh: oneOf(false, true),
  },
  bytes: ({ n }) => (LOGIT_BYTES + TOKEN_BYTES) * n,
  published: { baseline: 69, optimized: 19, unit: "us", source: "llama.cpp sampling process table" },
});

import { defineTarget, input, integers, logits, normal } from "pawl";
import { VOCABULARY } from "../candidates.js";

/** Bytes of a logit. */
const LOGIT_BYTES = 4;

export default defineTarget({
  id: "6.2f",
  title: "greedy, flat (best logit in a register)",
  claim: "Without ids beside the logits, a third of the bytes is left to read.",
  kernel: { name: "greedy_flat", args: { logits: input("f32", "n"), n: "usize" }, returns: "i32" },
  workloads: { vocab128k: { n: VOCABULARY, logits: normal(0, 5) } },
  variants: {
    indexed: "indexed.cpp",
    register: "register.cpp",
    portable: { source: "portable.cpp", note: "maximum per block by vectors, no intrinsics" },
    avx512: { source: "avx512.cpp", requires: ["avx512f"], note: "maximum per block, then its place" },
  },
  baseline: "indexed",
  optimized: "register",
  oracle: "oracle.cpp",
  // Any start of a float is legal.
  align: 4,
  fuzz: { n: integers(0, 20_000), logits: logits({ infinities: "both", nan: true }) },
  bytes: ({ n }) => LOGIT_BYTES * n,
});

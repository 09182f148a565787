import { bits, defineTarget, inout, integers, logits, normal, oneOf, reals, ulp } from "pawl";
import { VOCABULARY } from "../candidates.js";

/** Bytes of a logit. */
const LOGIT_BYTES = 4;

export default defineTarget({
  id: "5.1f",
  title: "temp scaling, flat (div->mul)",
  claim: "One reciprocal and n multiplications beat n divisions where no ids lie between the logits.",
  kernel: { name: "temperature_flat", args: { logits: inout("f32", "n"), n: "usize", t: "f32" } },
  workloads: { vocab128k: { n: VOCABULARY, t: 0.8, logits: normal(0, 5) } },
  variants: {
    divide: "divide.cpp",
    multiply: { source: "multiply.cpp", verify: { logits: ulp(1) } },
    portable: {
      source: "portable.cpp",
      verify: { logits: ulp(1) },
      note: "the multiplication in whole, aligned registers, no intrinsics",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "bit for bit the quotient: the reciprocal in two floats, and a correction",
    },
  },
  baseline: "divide",
  optimized: "multiply",
  // What does not multiply by a rounded reciprocal has to yield the quotient itself.
  verify: { logits: bits },
  oracle: "oracle.cpp",
  // Any start of a float is legal.
  align: 4,
  // No temperature is negative, denormal, huge or infinite in earnest, and all have a quotient.
  fuzz: {
    n: integers(0, 2000),
    logits: oneOf(
      logits({ infinities: "both" }),
      logits({ infinities: "none", denormals: false }),
      reals(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
    ),
    t: oneOf(1, 0, reals(-1, 4), reals(0, 4), reals(0, Number.POSITIVE_INFINITY)),
  },
  bytes: ({ n }) => 2 * LOGIT_BYTES * n,
});

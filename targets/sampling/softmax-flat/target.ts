import { defineTarget, input, integers, logits, oneOf, output, reals } from "pawl";
import { VOCABULARY } from "../candidates.js";
import { broad, descending, llm } from "../logits.js";
import { champions, probabilities, softmaxOf } from "../softmax.js";

/** A sequential sum of 128,000 floats is off by up to 3e-4 itself. */
const sequentialSum = { p: probabilities(2e-3, 5e-4, "p[#]") };

export default defineTarget({
  id: "7.1f",
  title: "softmax, flat (expf->fast expf)",
  claim: "Where no ids lie between the logits, vectors find them side by side.",
  kernel: {
    name: "softmax_flat",
    args: { logits: input("f32", "n"), p: output("f32", "n"), n: "usize" },
  },
  workloads: {
    llm: { n: VOCABULARY, logits: llm },
    broad: { n: VOCABULARY, logits: broad },
  },
  variants: {
    expf: { source: "expf.cpp", verify: sequentialSum },
    fast_expf: { source: "fast_expf.cpp", verify: sequentialSum },
    ...champions,
  },
  baseline: "expf",
  optimized: "fast_expf",
  verify: { p: probabilities(5e-5, 1e-4, "p[#]") },
  oracle: ({ logits }) => ({ p: softmaxOf(logits) }),
  // Any start of a float is legal.
  align: 4,
  fuzz: {
    n: integers(0, 2000),
    logits: oneOf(logits(), descending, reals(-110, 110), reals(-3e38, 3e38)),
  },
  // What no implementation can avoid: every logit in, every probability out.
  bytes: ({ n }) => 2 * 4 * n,
});

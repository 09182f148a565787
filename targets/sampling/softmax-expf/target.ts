import { defineTarget } from "pawl";
import { champions, sequentialSum, softmax, upstream } from "../softmax.js";

export default defineTarget({
  ...softmax,
  id: "7.1",
  title: "softmax (expf->fast expf)",
  claim: "An exponential as exact as softmax needs it costs less than the one of the C library.",
  variants: {
    expf: { source: "expf.cpp", verify: sequentialSum },
    fast_expf: { source: "fast_expf.cpp", verify: sequentialSum },
    ...champions,
    upstream,
  },
  baseline: "expf",
  optimized: "fast_expf",
  published: { baseline: 274, optimized: 199, unit: "us", source: "llama.cpp sampling process table" },
});

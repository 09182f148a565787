import { defineTarget } from "pawl";
import { champions, sequentialSum, softmax, upstream } from "../softmax.js";

export default defineTarget({
  ...softmax,
  id: "5.2",
  title: "softmax (div->mul)",
  claim: "One reciprocal of the sum and n multiplications beat n divisions.",
  variants: {
    divide: { source: "divide.cpp", verify: sequentialSum },
    multiply: { source: "multiply.cpp", verify: sequentialSum },
    ...champions,
    upstream,
  },
  baseline: "divide",
  optimized: "multiply",
  published: { baseline: 280, optimized: 277, unit: "us", source: "llama.cpp sampling process table" },
});

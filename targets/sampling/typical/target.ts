import { defineTarget } from "pawl";
import { args, bytes, champions, fuzz, sequential, workloads } from "../nucleus.js";
import { nucleus } from "../nucleus-verify.js";
import { llama, unless } from "../upstream.js";
import { surprise } from "./surprise.js";

const approximate = { cur: nucleus(surprise, sequential) };

/**
 * llama.cpp takes the logarithm of every probability as a float, and 0 times minus infinity is not a number: one candidate
 * too improbable is enough, and no order is left.
 */
const underflows = ({ cur }: { cur: { data: { logit: Float32Array } } }) => {
  const { logit } = cur.data;
  const max = logit.reduce((a, b) => Math.max(a, b), -Infinity);
  // Sum of at most 2^17 exponentials, each at most 1: below e^-91 a quotient may be a denormal float or 0.
  return logit.some((l) => !(l - max > -91));
};

export default defineTarget({
  id: "1.2",
  title: "typical (three vectors per call->thread_local)",
  claim: "Vectors that keep their memory from call to call save the allocations of each.",
  kernel: { name: "typical", args },
  workloads,
  variants: {
    allocate: { source: "allocate.cpp", verify: approximate },
    thread_local: { source: "thread_local.cpp", verify: approximate },
    ...champions,
    upstream: { ...llama, verify: { cur: unless(underflows, approximate.cur) } },
  },
  baseline: "allocate",
  optimized: "thread_local",
  verify: { cur: nucleus(surprise, { p: 1e-4, mass: 1e-5, rank: 2e-4 }) },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz,
  bytes,
  published: { baseline: 8913, optimized: 7917, unit: "us", source: "llama.cpp sampling process table" },
});

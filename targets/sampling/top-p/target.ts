import { defineTarget } from "pawl";
import { args, bytes, champions, fuzz, sequential, workloads } from "../nucleus.js";
import { nucleus } from "../nucleus-verify.js";
import { allMasked, llama, overflowsBuckets, unless } from "../upstream.js";

/** Descending by logit. */
const descending = () => (logit: number) => -logit;
const unstable = { cur: nucleus(descending, { ...sequential, rank: 0 }) };

export default defineTarget({
  id: "top_p",
  title: "top_p (full sort->partial sort by buckets)",
  claim: "Where few candidates hold almost all probability, sorting the others is in vain.",
  kernel: { name: "top_p", args },
  workloads,
  variants: {
    full_sort: { source: "full_sort.cpp", verify: unstable },
    bucket_sort: { source: "bucket_sort.cpp", verify: unstable },
    ...champions,
    upstream: {
      ...llama,
      verify: { cur: unless((inputs) => allMasked(inputs) || overflowsBuckets(inputs), unstable.cur) },
    },
  },
  baseline: "full_sort",
  optimized: "bucket_sort",
  verify: { cur: nucleus(descending, { p: 1e-4, mass: 1e-5, rank: 0 }, true) },
  oracle: "oracle.cpp",
  // Any struct start is legal: verification places the candidates at no more than a float's alignment.
  align: 4,
  fuzz,
  bytes,
});

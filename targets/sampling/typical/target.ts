import { defineTarget } from "pawl";
import { args, bytes, champions, fuzz, sequential, workloads } from "../nucleus.js";
import { nucleus } from "../nucleus-verify.js";
import { surprise } from "./surprise.js";

const approximate = { cur: nucleus(surprise, sequential) };

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

import { defineTarget } from "pawl";
import { argmaxOf, args, fuzz } from "../argmax.js";
import { create, hot, items } from "../rows.js";

export default defineTarget({
  id: "G.1-fetch-opencl",
  title: "argmax offload, OpenCL (copy all->fetch ids)",
  claim: "With the ids computed before, 4 bytes of a row are left to fetch.",
  kernel: { name: "argmax", args },
  state: { create: { name: "argmax_create", args: create }, destroy: "argmax_destroy" },
  before: "argmax_before",
  workloads: hot,
  variants: {
    copy: {
      source: "copy.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "the full cost, as in G.1: nothing is computed before",
    },
    fetch: {
      source: "fetch.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "ids computed before, untimed; a copy to pageable memory",
    },
    fetch_pinned: {
      source: "fetch_pinned.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "ids computed before, untimed; a copy to pinned memory",
    },
    fetch_mapped: {
      source: "fetch_mapped.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "ids computed before, untimed, and in the host's memory already: a load",
    },
  },
  baseline: "copy",
  optimized: "fetch",
  oracle: argmaxOf,
  // Any start of a float is legal.
  align: 4,
  // Each operation alone: of several in a row only the first would find ids that were just computed.
  cache: "cold",
  // Where the device is a CPU, operations take long.
  limits: { budget: 0.5 },
  fuzz,
  items,
});

import { bits, defineTarget } from "pawl";
import { create, items } from "../rows.js";
import { args, fuzz, topOf, workloads } from "../topk.js";

export default defineTarget({
  id: "G.2-opencl",
  title: "top-k offload, OpenCL (copy all->k pairs)",
  claim: "The device selects, so that 320 bytes cross the bus instead of 593.5 KiB.",
  kernel: { name: "topk", args },
  state: { create: { name: "topk_create", args: create }, destroy: "topk_destroy" },
  before: "topk_before",
  workloads,
  variants: {
    copy: {
      source: "copy.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "all logits to pageable memory, then a partial sort",
    },
    copy_best: {
      source: "copy_best.cpp",
      requires: ["opencl", "avx512f"],
      link: ["-lOpenCL"],
      note: "all logits to pinned memory; AVX-512 on the CPU meanwhile, row by row: maxima of blocks, then the few that matter",
    },
    device: {
      source: "device.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "maxima of groups, then the few groups that matter; a copy fetches the pairs",
    },
    mapped: {
      source: "mapped.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "as device, but the kernel writes the pairs to the host's memory",
    },
  },
  baseline: "copy",
  optimized: "device",
  verify: { logits: bits },
  oracle: topOf,
  align: 4,
  // Where the device is a CPU, operations take long, and flushing its caches (2 ms) longer than most.
  limits: { budget: 0.5 },
  fuzz,
  items,
});

import { defineTarget } from "pawl";
import { argmaxOf, args, fuzz } from "../argmax.js";
import { create, items, workloads } from "../rows.js";

export default defineTarget({
  id: "G.1-opencl",
  title: "argmax offload, OpenCL (copy all->copy ids)",
  claim: "4 bytes of a row cross the bus, not 593.5 KiB: the full cost.",
  kernel: { name: "argmax", args },
  state: { create: { name: "argmax_create", args: create }, destroy: "argmax_destroy" },
  before: "argmax_before",
  workloads,
  variants: {
    copy: {
      source: "copy.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "all logits to pageable memory, one by one on the CPU",
    },
    pinned: {
      source: "pinned.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "all logits to pinned memory, one by one on the CPU, row by row meanwhile",
    },
    pinned_simd: {
      source: "pinned_simd.cpp",
      requires: ["opencl", "avx512f"],
      link: ["-lOpenCL"],
      note: "all logits to pinned memory; on the CPU the AVX-512 champion of 6.2f, row by row meanwhile",
    },
    device: {
      source: "device.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "on the device; a copy fetches the ids",
    },
    mapped: {
      source: "mapped.cpp",
      requires: ["opencl"],
      link: ["-lOpenCL"],
      note: "on the device, which writes the ids to the host's memory itself",
    },
  },
  baseline: "copy",
  optimized: "device",
  oracle: argmaxOf,
  // Any start of a float is legal.
  align: 4,
  // Where the device is a CPU, operations take long, and flushing its caches (2 ms) longer than most.
  limits: { budget: 0.5 },
  fuzz,
  items,
});

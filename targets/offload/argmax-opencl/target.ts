import { defineTarget, oneOf } from "pawl";
import { argmaxOf, args, create, fuzz, items, workloads } from "../argmax.js";

/**
 * Each operation alone: of several in a row only the first would find the device's caches flushed. There are
 * fewer than elsewhere: on a CPU device flushing (2 ms) takes many times as long as what is timed.
 */
const flushed = { flush: true, cache: "cold", limits: { budget: 0.25 } } as const;

export default defineTarget({
  id: "G.1-opencl",
  title: "argmax offload, OpenCL (copy all->copy ids)",
  claim: "4 bytes of a row cross the bus, not 593.5 KiB: the full cost. The published 1.04 us are G.1-fetch.",
  kernel: { name: "argmax", args },
  state: { create: { name: "argmax_create", args: { ...create, flush: "bool" } }, destroy: "argmax_destroy" },
  before: "argmax_before",
  workloads: {
    batch1: { ...workloads.batch1, flush: false },
    batch8: { ...workloads.batch8, flush: false },
    batch64: { ...workloads.batch64, flush: false },
    batch1_flushed: { ...workloads.batch1, ...flushed },
    batch8_flushed: { ...workloads.batch8, ...flushed },
    batch64_flushed: { ...workloads.batch64, ...flushed },
  },
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
      note: "all logits to pinned memory, one by one on the CPU",
    },
    pinned_simd: {
      source: "pinned_simd.cpp",
      requires: ["opencl", "avx512f"],
      link: ["-lOpenCL"],
      note: "all logits to pinned memory, the AVX-512 champion of 6.2f on the CPU",
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
  fuzz: { ...fuzz, flush: oneOf(false, true) },
  items,
  published: { baseline: 314.89, optimized: 1.04, unit: "us", source: "llama.cpp sampling process table" },
});

import { defineTarget } from "pawl";
import { argmaxOf, args, fuzz } from "../argmax.js";
import { create, items, workloads } from "../rows.js";

export default defineTarget({
  id: "G.1",
  title: "argmax offload, CUDA (copy all->copy ids)",
  claim: "4 bytes of a row cross the bus, not 593.5 KiB: the full cost. The published 1.04 us are G.1-fetch.",
  kernel: { name: "argmax", args },
  state: { create: { name: "argmax_create", args: create }, destroy: "argmax_destroy" },
  before: "argmax_before",
  workloads,
  variants: {
    copy: {
      source: "copy.cu",
      requires: ["cuda"],
      note: "all logits to pageable memory, one by one on the CPU",
    },
    pinned: {
      source: "pinned.cu",
      requires: ["cuda"],
      note: "all logits to pinned memory, one by one on the CPU, row by row meanwhile",
    },
    pinned_simd: {
      source: "pinned_simd.cu",
      requires: ["cuda", "avx512f"],
      note: "all logits to pinned memory; on the CPU the AVX-512 champion of 6.2f, row by row meanwhile",
    },
    device: {
      source: "device.cu",
      requires: ["cuda"],
      note: "on the device; a copy fetches the ids",
    },
    mapped: {
      source: "mapped.cu",
      requires: ["cuda"],
      note: "on the device, which writes the ids to the host's memory itself",
    },
    graph: {
      source: "graph.cu",
      requires: ["cuda"],
      note: "as device, replayed as a CUDA graph",
    },
  },
  baseline: "copy",
  optimized: "device",
  oracle: argmaxOf,
  // Any start of a float is legal.
  align: 4,
  fuzz,
  items,
  published: {
    baseline: 314.89,
    optimized: 1.04,
    unit: "us",
    source: "llama.cpp sampling process table; its 1.04 us fetch what was computed before, as in G.1-fetch",
    workloads: ["batch1"],
  },
});

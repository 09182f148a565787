import { defineTarget } from "pawl";
import { argmaxOf, args, fuzz } from "../argmax.js";
import { create, hot, items } from "../rows.js";

export default defineTarget({
  id: "G.1-fetch",
  title: "argmax offload, CUDA (copy all->fetch ids)",
  claim: "With the ids computed before, 4 bytes of a row are left to fetch: what the published 1.04 us are.",
  kernel: { name: "argmax", args },
  state: { create: { name: "argmax_create", args: create }, destroy: "argmax_destroy" },
  before: "argmax_before",
  workloads: hot,
  variants: {
    copy: {
      source: "copy.cu",
      requires: ["cuda"],
      note: "the full cost, as in G.1: nothing is computed before",
    },
    fetch: {
      source: "fetch.cu",
      requires: ["cuda"],
      note: "ids computed before, untimed; a copy to pageable memory",
    },
    fetch_pinned: {
      source: "fetch_pinned.cu",
      requires: ["cuda"],
      note: "ids computed before, untimed; a copy to pinned memory",
    },
    fetch_mapped: {
      source: "fetch_mapped.cu",
      requires: ["cuda"],
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
  fuzz,
  items,
  published: {
    baseline: 314.89,
    optimized: 1.04,
    unit: "us",
    source: "llama.cpp sampling process table; its 1.04 us are a fetch alone, the whole is G.1",
    workloads: ["batch1"],
  },
});

import { defineTarget, input, integers, output, uniform } from "pawl";
import { VOCABULARY } from "../candidates.js";

const INDEX_BYTES = 4;

const operations = { n: 1000, values: uniform(0, VOCABULARY - 1) };

export default defineTarget({
  id: "9.1",
  title: "ring buffer (modulo->bit mask)",
  claim:
    "Room for a power of two of elements turns every division into a bit mask, and the logical size stays.",
  kernel: { name: "ring_ops", args: { values: input("i32", "n"), out: output("i32", "n"), n: "usize" } },
  state: { create: { name: "ring_create", args: { capacity: "usize" } }, destroy: "ring_destroy" },
  workloads: {
    // What llama.cpp remembers of a sequence by default, and a capacity that is no power of two.
    last64: { ...operations, capacity: 64 },
    last1000: { ...operations, capacity: 1000 },
  },
  variants: {
    modulo: "modulo.cpp",
    mask: "mask.cpp",
    portable: {
      source: "portable.cpp",
      note: "elements in one row, every second one read at a stride, no intrinsics",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "elements in one row, every second one read by a permutation",
    },
  },
  baseline: "modulo",
  optimized: "mask",
  oracle: "oracle.cpp",
  align: 4,
  fuzz: {
    n: integers(0, 2000),
    values: integers(-(2 ** 31), 2 ** 31 - 1),
    capacity: integers(0, 300),
  },
  bytes: ({ n }) => 2 * INDEX_BYTES * n,
  published: { baseline: 3.1, optimized: 0.78, unit: "us", source: "llama.cpp sampling process table" },
});

import { bits, constant, defineTarget, inout, input, integers, logits, normal, oneOf } from "pawl";
import { VOCABULARY } from "../candidates.js";
import { movedRows, selectionSort } from "./pairs.js";

/** Outputs of a batch; their logits take 3.9 MiB. */
const ROWS = 8;
const FLOAT_BYTES = 4;

const batch = { rows: normal(0, 5), width: VOCABULARY };

export default defineTarget({
  id: "8.1",
  title: "output swap (loop->swap_ranges)",
  claim: "std::swap_ranges is easier to vectorise than a loop over indices.",
  kernel: {
    name: "swap_rows",
    args: {
      rows: inout("f32", ROWS, "width"),
      width: "usize",
      pairs: input("i32", 2, "n_pairs"),
      n_pairs: "usize",
    },
  },
  workloads: {
    reorder: { ...batch, n_pairs: ROWS - 1, pairs: selectionSort },
    one_pair: { ...batch, n_pairs: 1, pairs: [2, 5] },
  },
  variants: {
    loop: "loop.cpp",
    swap_ranges: "swap_ranges.cpp",
    portable: { source: "portable.cpp", note: "all swaps as one permutation, each row moved once by blocks" },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "all swaps as one permutation, each row moved once by blocks, a cache line at a time",
    },
  },
  baseline: "loop",
  optimized: "swap_ranges",
  verify: { rows: bits },
  oracle: "oracle.cpp",
  align: 4,
  fuzz: {
    rows: logits({ infinities: "both", nan: true }),
    width: integers(0, 2000),
    pairs: oneOf(integers(0, ROWS - 1), constant(0)),
    n_pairs: integers(0, 24),
  },
  // Each row that ends up elsewhere has to be read and written.
  bytes: ({ width, pairs }) => 2 * FLOAT_BYTES * width * movedRows(pairs, ROWS),
  published: { speedup: 1.2, source: "llama.cpp sampling process table" },
});

import { defineTarget, type FillFunction, input, integers, oneOf, output, reals, uniform } from "pawl";
import { withinLog } from "../bounds.js";

/** Normal floats of all magnitudes. */
const magnitudes: FillFunction = ({ n, random }) =>
  Float32Array.from({ length: n }, () => (1 + random.real()) * 2 ** random.integer(-126, 127));

export default defineTarget({
  id: "log",
  title: "vector logarithm",
  claim: "Sixteen logarithms at once, exact to a few units in the last place, where the C library does one.",
  kernel: { name: "logs", args: { x: input("f32", "n"), y: output("f32", "n"), n: "usize" } },
  // Probabilities that matter, and as many as all samplers here have.
  workloads: { vocab128k: { n: 128_000, x: uniform(1e-6, 1) } },
  variants: {
    logf: "logf.cpp",
    portable: { source: "portable.cpp", note: "lib/log.hpp" },
    avx512: { source: "avx512.cpp", requires: ["avx512f"], note: "lib/avx512/log.hpp" },
  },
  baseline: "logf",
  optimized: "portable",
  verify: { y: withinLog },
  oracle: ({ x }) => ({ y: Float64Array.from(x, Math.log) }),
  align: 4,
  // Probabilities and what lies about 1, where logarithms are small.
  fuzz: { n: integers(0, 2000), x: oneOf(reals(2 ** -126, 1), reals(0.9, 1.1), 1, magnitudes) },
  bytes: ({ n }) => 2 * 4 * n,
});

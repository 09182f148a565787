import { absolute, defineTarget, type FillFunction, input, integers, oneOf, reals } from "pawl";
import { VOCABULARY } from "../candidates.js";
import { broad, llm } from "../logits.js";
import { softmaxOf } from "../softmax.js";

const probabilities =
  (logits: FillFunction): FillFunction =>
  (context) =>
    softmaxOf(Float64Array.from(logits(context), Number));

/** Probabilities of which some are 0, denormal, or as small as a sampler leaves them. */
const sparse: FillFunction = ({ n, random }) =>
  Float32Array.from({ length: n }, () => (random.integer(0, 3) === 0 ? 0 : 2 ** (-150 * random.real())));

/** A sequential float sum of 128,000 terms; rows of its kind may be off by 2e-2. */
const sequentialSum = { returns: absolute(2e-2) };

export default defineTarget({
  id: "5.3",
  title: "entropy (logf->fast logf)",
  claim: "A logarithm as exact as an entropy needs it costs less than the one of the C library.",
  kernel: { name: "entropy", args: { p: input("f32", "n"), n: "usize" }, returns: "f32" },
  workloads: {
    llm: { n: VOCABULARY, p: probabilities(llm) },
    broad: { n: VOCABULARY, p: probabilities(broad) },
  },
  variants: {
    logf: { source: "logf.cpp", verify: sequentialSum },
    fast_logf: { source: "fast_logf.cpp", verify: sequentialSum },
    portable: {
      source: "portable.cpp",
      flags: ["-ffp-contract=fast"],
      note: "vector logarithms, no intrinsics; fused multiply-adds",
    },
    avx512: {
      source: "avx512.cpp",
      requires: ["avx512f"],
      note: "vector logarithms by table and polynomial",
    },
  },
  baseline: "logf",
  optimized: "fast_logf",
  verify: { returns: absolute(1e-3) },
  oracle: ({ p }) => ({ returns: -p.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0) }),
  align: 4,
  // Not normalised: what is left of an array keeps its probabilities.
  fuzz: { n: integers(0, 2000), p: oneOf(reals(0, 1), reals(0, 1e-30), sparse) },
  bytes: ({ n }) => 4 * n,
  published: { baseline: 194, optimized: 117, unit: "us", source: "llama.cpp sampling process table" },
});

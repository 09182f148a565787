import { expect, test } from "vitest";
import type { Verdict } from "../../harness/model/analysis.js";
import type { Result, VariantResult } from "../../harness/model/record.js";
import { verdictSentence } from "./verdict.js";

const variant = (state: VariantResult["state"], verdict: Verdict | null = null): VariantResult => ({
  state,
  verified: state === "measured",
  problem: null,
  ratio: verdict === null ? null : { estimate: 1.934, low: 1.9199, high: 1.95, confidence: 0.95 },
  verdict,
});

const compared = (variants: Result["variants"], best: string | null = null): Result => ({
  target: "5.1",
  workload: "vocab128k",
  baseline: "divide",
  optimized: null,
  best,
  margin: 0.01,
  trials: 5,
  rounds: 2400,
  kept: 1,
  warnings: [],
  variants,
});

const at = (estimate: number, low: number, high: number, verdict: Verdict = "faster"): VariantResult => ({
  ...variant("measured", verdict),
  ratio: { estimate, low, high, confidence: 0.95 },
});

const divide = variant("measured");

test.each([
  [
    "the best",
    compared({ divide, avx512: variant("measured", "faster") }, "avx512"),
    "avx512 is the best: 1.93× faster than divide, at least 1.91×.",
  ],
  [
    "the best, told apart",
    compared({ divide, avx512: at(1.93, 1.91, 1.95), multiply: at(1.8, 1.7, 1.9) }, "avx512"),
    "avx512 is the best: 1.93× faster than divide, at least 1.91×.",
  ],
  [
    "several not told apart",
    compared(
      {
        divide,
        avx512: at(1.93, 1.91, 1.95),
        multiply: at(1.1, 1.05, 1.15),
        gather: at(1.92, 1.9, 1.94),
        sve: at(1.9, 1.85, 1.91),
      },
      "avx512",
    ),
    "avx512, gather and sve are the fastest, not told apart: avx512 is 1.93× faster than divide, at least 1.91×.",
  ],
  [
    "one that may be faster still",
    compared({ divide, avx512: at(1.93, 1.91, 1.95), odd: at(1.4, 0.8, 2.1, "inconclusive") }, "avx512"),
    "avx512 is the fastest so far: 1.93× faster than divide, at least 1.91×; odd is inconclusive.",
  ],
  [
    "none is faster",
    compared({
      divide,
      a: variant("measured", "equivalent"),
      b: variant("measured", "slower"),
      c: variant("measured", "inconclusive"),
    }),
    "No variant is shown to be faster than divide: a is equivalent, b is slower, c is inconclusive.",
  ],
  [
    "only the baseline",
    compared({ divide, sve: variant("skipped") }),
    "Only the baseline divide was measured.",
  ],
  [
    "no baseline",
    compared({ divide: variant("invalid"), a: variant("measured") }),
    "There are no ratios: the baseline divide has no measurement.",
  ],
  ["nothing", compared({ divide: variant("failed") }), null],
])("the verdict in a sentence: %s", (_name, result, sentence) => {
  expect(verdictSentence(result)).toBe(sentence);
});

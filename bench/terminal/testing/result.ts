import pc from "picocolors";
import type { Result, VariantResult } from "../../../harness/model/record.js";
import {
  sampleInterval,
  sampleMeasured,
  sampleRecord,
  sampleUnmeasured,
} from "../../../harness/support/testing/records.js";

/** A result with variants in every state. */

export const wide = { width: 100, colors: pc.createColors(false) };
export const narrow = { width: 60, colors: pc.createColors(false) };

/** With a median as round as it is given. */
export const measured = (us: number, rest: Partial<VariantResult> = {}): VariantResult => ({
  ...sampleMeasured(us),
  stddev_us: us / 900,
  median_us: us,
  ...rest,
});

export const wrong = {
  code: "WRONG_OUTPUT",
  message:
    "fast differs from the oracle in 3 of 128,000 elements;\nfirst: cur.data[17].logit, expected 0.25, got 0.5.",
  where: "targets/samplers/temperature/fast.cpp",
  mend: "correct it, or declare the tolerance it needs in `verify`",
};
const skipped = {
  code: "REQUIRES_MISSING",
  message: "this CPU has no sve",
  where: "5.1 sve",
  mend: "run it elsewhere",
};

export const result = (variants: Result["variants"], rest: Partial<Result> = {}): Result =>
  sampleRecord({ best: null, kept: 0.934, variants, ...rest });

export const full = result(
  {
    divide: measured(36.617, { gb_per_s: 83.9 }),
    multiply: measured(35.9, {
      ratio: sampleInterval(1.0101, 1.0204, 1.0303),
      verdict: "faster",
      gb_per_s: 85.6,
    }),
    avx512: measured(18.93, { ratio: sampleInterval(1.91, 1.93, 1.95), verdict: "faster", gb_per_s: 162.3 }),
    sve: sampleUnmeasured("skipped", skipped),
    cuda: sampleUnmeasured("built", null),
    fast: sampleUnmeasured("invalid", wrong),
    broken: sampleUnmeasured("failed", {
      code: "COMPILE_ERROR",
      message: "expected ';'",
      where: "broken.cpp:7:3",
    }),
  },
  {
    best: "avx512",
    warnings: [
      { code: "timer-coarse", message: "The clock steps by 10 ns." },
      { code: "load", message: "Load is 1.8." },
    ],
  },
);

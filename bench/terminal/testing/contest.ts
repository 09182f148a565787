import pc from "picocolors";
import type { Verdict } from "../../../harness/model/analysis.js";
import type { Result, VariantResult } from "../../../harness/model/record.js";

/** Results of a target whose `map` and `tail` are both faster than its baseline `scan`. */

export const style = { width: 100, colors: pc.createColors(false) };

export const variant = (
  verdict: Verdict | null,
  state: VariantResult["state"] = "measured",
): VariantResult => ({
  state,
  verified: state === "measured",
  problem: null,
  ratio: verdict === "faster" ? { estimate: 1.5, low: 1.4, high: 1.6, confidence: 0.95 } : null,
  verdict,
});

/** The rest is slower than its slowest. */
const winner = { ...variant("faster"), ratio: { estimate: 2, low: 1.9, high: 2.1, confidence: 0.95 } };

export const result = (workload: string, rest: Partial<Result> = {}): Result => ({
  target: "4.2",
  workload,
  baseline: "scan",
  optimized: "map",
  best: "map",
  margin: 0.01,
  trials: 5,
  rounds: 1200,
  kept: 1,
  warnings: [],
  variants: {
    scan: variant(null),
    map: rest.best === "tail" ? variant("faster") : winner,
    tail: rest.best === "tail" ? winner : variant("faster"),
  },
  ...rest,
});

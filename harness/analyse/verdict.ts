import type { Interval, Verdict } from "../model/analysis.js";

/**
 * What an interval of ratios says about a margin m (0.01: one per cent). A ratio and its reciprocal get mirrored
 * verdicts. "Not resolved" is never "the same": `equivalent` needs the whole interval within [1/(1 + m), 1 + m].
 */
export function verdict({ low, high }: Pick<Interval, "low" | "high">, margin: number): Verdict {
  const faster = 1 + margin;
  const slower = 1 / (1 + margin);
  if (low > faster) return "faster";
  if (high < slower) return "slower";
  return low >= slower && high <= faster ? "equivalent" : "inconclusive";
}

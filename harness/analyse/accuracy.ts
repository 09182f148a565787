import { quantile } from "simple-statistics";
import type { Attempt, Scenario, Score } from "../model/accuracy.js";
import type { Verdict } from "../model/analysis.js";

/** How often and how far comparisons with a known truth are wrong. Pure. */

/**
 * Whether the truth contradicts a verdict. At the margin itself every verdict but `inconclusive` is wrong: nothing is
 * on either side of it.
 */
export function isWrong(verdict: Verdict, { truth, margin }: Pick<Scenario, "truth" | "margin">): boolean {
  const edge = Math.log1p(margin);
  const ratio = Math.log(truth);
  const atEdge = Math.abs(Math.abs(ratio) - edge) < 1e-9;
  switch (verdict) {
    case "faster":
      return atEdge || ratio <= edge;
    case "slower":
      return atEdge || ratio >= -edge;
    case "equivalent":
      return atEdge || Math.abs(ratio) >= edge;
    case "inconclusive":
      return false;
  }
}

/** At least one attempt. Quantiles as in simple-statistics; RangeError for no attempts. */
export function score(scenario: Pick<Scenario, "truth" | "margin">, attempts: readonly Attempt[]): Score {
  if (attempts.length === 0) throw new RangeError("score wants at least one attempt");
  const { truth } = scenario;
  const errors = attempts.map(({ estimate }) => Math.abs(estimate / truth - 1));
  const widths = attempts.map(({ low, high }) => Math.log(high / low) / 2);
  const seconds = attempts.map((attempt) => attempt.seconds);
  const count = (verdict: Verdict) => attempts.filter((attempt) => attempt.verdict === verdict).length;
  return {
    runs: attempts.length,
    verdicts: {
      faster: count("faster"),
      slower: count("slower"),
      equivalent: count("equivalent"),
      inconclusive: count("inconclusive"),
    },
    wrong: attempts.filter(({ verdict }) => isWrong(verdict, scenario)).length,
    error: { p50: quantile(errors, 0.5), p95: quantile(errors, 0.95), max: Math.max(...errors) },
    half_width: { p50: quantile(widths, 0.5), p95: quantile(widths, 0.95) },
    covered: attempts.filter(({ low, high }) => low <= truth && truth <= high).length,
    seconds: { p50: quantile(seconds, 0.5), p95: quantile(seconds, 0.95) },
  };
}

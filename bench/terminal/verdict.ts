import type { Verdict } from "../../harness/model/analysis.js";
import type { Result } from "../../harness/model/record.js";
import { quoteRatio } from "./format.js";
import type { Style } from "./style.js";

/** The verdict's word, coloured; the word alone says it all. */
export function colorVerdict(verdict: Verdict, { colors }: Style): string {
  const paint = {
    faster: colors.green,
    slower: colors.red,
    equivalent: colors.cyan,
    inconclusive: colors.yellow,
  };
  return paint[verdict](verdict);
}

/** One sentence on the outcome of a comparison; null when nothing was measured. */
export function verdictSentence(result: Result): string | null {
  const { baseline, best } = result;
  const measured = Object.entries(result.variants).filter(([, { state }]) => state === "measured");
  if (measured.length === 0) return null;
  if (result.variants[baseline]?.state !== "measured") {
    return `There are no ratios: the baseline ${baseline} has no measurement.`;
  }
  const winner = best === null ? null : result.variants[best]?.ratio;
  if (winner) {
    const { estimate, low } = quoteRatio(winner);
    return `${best} is the best: ${estimate} faster than ${baseline}, at least ${low}.`;
  }
  const others = measured.filter(([name]) => name !== baseline);
  if (others.length === 0) return `Only the baseline ${baseline} was measured.`;
  const verdicts = others.map(([name, { verdict }]) => `${name} is ${verdict ?? "without a verdict"}`);
  return `No variant is shown to be faster than ${baseline}: ${verdicts.join(", ")}.`;
}

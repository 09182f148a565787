import type { Verdict } from "../../harness/model/analysis.js";
import { leadersOf } from "../../harness/model/leaders.js";
import type { Result } from "../../harness/model/record.js";
import { quoteRatio } from "./format.js";
import type { Style } from "./style.js";

/** In the verdict's colour: its word, which alone says it all, or what it is about. */
export function colorVerdict(verdict: Verdict, { colors }: Style, text: string = verdict): string {
  const paint = {
    faster: colors.green,
    slower: colors.red,
    equivalent: colors.cyan,
    inconclusive: colors.yellow,
  };
  return paint[verdict](text);
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
    const faster = `${estimate} faster than ${baseline}, at least ${low}`;
    const { fastest, open } = leadersOf(result);
    const doubt =
      open.length === 0 ? "" : `; ${listed(open)} ${open.length === 1 ? "is" : "are"} inconclusive`;
    if (fastest.length > 1)
      return `${listed(fastest)} are the fastest, not told apart: ${best} is ${faster}${doubt}.`;
    return `${best} is ${open.length === 0 ? "the best" : "the fastest so far"}: ${faster}${doubt}.`;
  }
  const others = measured.filter(([name]) => name !== baseline);
  if (others.length === 0) return `Only the baseline ${baseline} was measured.`;
  const verdicts = others.map(([name, { verdict }]) => `${name} is ${verdict ?? "without a verdict"}`);
  return `No variant is shown to be faster than ${baseline}: ${verdicts.join(", ")}.`;
}

/** `a`, `a and b`, `a, b and c`. */
const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

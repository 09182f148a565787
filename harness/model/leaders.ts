import type { Verdict } from "./analysis.js";
import type { Result } from "./record.js";

/**
 * `best`, and the variants that it is not told apart from, since their intervals reach into its own:
 * `fastest` with those judged faster, `open` the inconclusive ones. All intervals are joint and against one
 * baseline, so a variant whose interval ends below where another's begins is slower.
 */
export function leadersOf({ best, variants }: Pick<Result, "best" | "variants">): {
  readonly fastest: readonly string[];
  readonly open: readonly string[];
} {
  const floor = best === null ? undefined : variants[best]?.ratio?.low;
  if (best === null || floor === undefined) return { fastest: [], open: [] };
  const rivals = (verdict: Verdict) =>
    Object.entries(variants).flatMap(([name, { ratio, verdict: own }]) =>
      name !== best && own === verdict && ratio !== null && ratio.high >= floor ? [name] : [],
    );
  return { fastest: [best, ...rivals("faster")], open: rivals("inconclusive") };
}

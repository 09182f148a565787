import erfc from "@stdlib/math-base-special-erfc";
import type { Contrast, EffectBand } from "../../model/detail.js";

/**
 * Two samples compared by the order of their values alone, both ascending and not empty: Mann & Whitney (1947), "On a
 * test of whether one of two random variables is stochastically larger than the other", and Cliff (1993), "Dominance
 * statistics".
 *
 * U counts the pairs in which x is the larger one, ties half. Its two-sided p value is that of the normal approximation
 * with corrections for ties and for continuity, as R's `wilcox.test(exact = FALSE)` and SciPy's `mannwhitneyu(method =
 * "asymptotic")` have it. Cliff's delta is 2U ÷ (number of pairs) − 1.
 */
export function compareRanks(
  x: Float64Array,
  y: Float64Array,
): Pick<Contrast, "mann_whitney" | "cliffs_delta"> {
  const { u, ties } = countPairs(x, y);
  const pairs = x.length * y.length;
  const n = x.length + y.length;
  const variance = (pairs / 12) * (n + 1 - ties / (n * (n - 1)));
  const distance = Math.max(0, Math.abs(u - pairs / 2) - 0.5);
  const delta = (2 * u) / pairs - 1;
  return {
    mann_whitney: { u, p: variance > 0 ? erfc(distance / Math.sqrt(2 * variance)) : 1 },
    cliffs_delta: { delta, band: bandOf(delta) },
  };
}

/** U, and Σ(t³ − t) over groups of t equal values: one walk through both. */
function countPairs(x: Float64Array, y: Float64Array): { readonly u: number; readonly ties: number } {
  let u = 0;
  let ties = 0;
  let i = 0;
  let j = 0;
  while (i < x.length || j < y.length) {
    const value = Math.min(x[i] ?? Number.POSITIVE_INFINITY, y[j] ?? Number.POSITIVE_INFINITY);
    const smaller = j;
    const first = i;
    while (i < x.length && x[i] === value) i++;
    while (j < y.length && y[j] === value) j++;
    const [ofX, ofY] = [i - first, j - smaller];
    u += ofX * (smaller + ofY / 2);
    ties += (ofX + ofY) ** 3 - (ofX + ofY);
  }
  return { u, ties };
}

/** Romano et al. (2006), "Appropriate statistics for ordinal level data": .147, .33 and .474, rounded. */
function bandOf(delta: number): EffectBand {
  const size = Math.abs(delta);
  if (size < 0.15) return "negligible";
  if (size < 0.33) return "small";
  return size < 0.47 ? "medium" : "large";
}

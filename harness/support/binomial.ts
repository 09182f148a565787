/** Exact bounds on a share of which `k` of `n` were seen. */

/** P(X ≤ k) for X ~ Binomial(n, p); summed in logarithms, so that no term underflows. */
function cumulative(k: number, n: number, p: number): number {
  if (p <= 0 || k >= n) return 1;
  if (p >= 1) return 0;
  let log = n * Math.log1p(-p);
  let sum = Math.exp(log);
  for (let x = 1; x <= k; x++) {
    log += Math.log((n - x + 1) / x) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/** Halvings until the bound is exact to a double's precision of 1. */
const HALVINGS = 50;

/**
 * Largest share that still yields `k` or fewer of `n` with probability `alpha`: the one-sided upper bound of Clopper &
 * Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial" (Biometrika 26, 1934).
 */
export function upperShare(k: number, n: number, alpha: number): number {
  if (k >= n) return 1;
  let [low, high] = [k / n, 1];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (cumulative(k, n, middle) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

/** Its mirror image: the smallest share that still yields `k` or more of `n` with probability `alpha`. */
export const lowerShare = (k: number, n: number, alpha: number): number => 1 - upperShare(n - k, n, alpha);

/** Fewest of `n` that chance explains: seeing fewer has a probability below `alpha` if the share is `p`. */
export function fewest(n: number, p: number, alpha: number): number {
  let k = 0;
  while (cumulative(k, n, p) < alpha) k++;
  return k;
}

import type { Mismatch } from "pawl";

interface Inputs {
  readonly cur: { readonly data: { readonly logit: Float32Array } };
}

/** Smallest normal float: below it, rounding errors are no longer relative. */
const FLT_MIN = 2 ** -126;

/**
 * A logit that the oracle lowers may differ from the oracle's by 4 · 2⁻²⁴ of the largest of the logit, its
 * penalty and the result, which covers all roundings of float arithmetic and the oracle's own. Every other logit
 * has to be the same number.
 */
export function sameWithinRounding(expected: Float32Array, actual: Float32Array, inputs: Inputs): Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (const [i, value] of actual.entries()) {
    const wanted = expected[i] ?? Number.NaN;
    if (value === wanted || (Number.isNaN(value) && Number.isNaN(wanted))) continue;
    const logit = inputs.cur.data.logit[i] ?? Number.NaN;
    const penalised = wanted !== logit && Number.isFinite(wanted);
    if (penalised && Math.abs(value - wanted) <= bound(logit, wanted)) continue;
    mismatches.push({ where: `cur.data[${i}].logit`, expected: String(wanted), actual: String(value) });
  }
  return mismatches;
}

const bound = (logit: number, result: number): number =>
  4 * 2 ** -24 * Math.max(Math.abs(logit), Math.abs(logit - result), Math.abs(result), FLT_MIN);

/** llama.cpp leaves `sorted` as it is where a breaker is so near that nothing can be penalised; that is right, too. */
export const clearedOrKept = (
  expected: boolean,
  actual: boolean,
  inputs: { readonly cur: { readonly sorted: boolean } },
): Mismatch[] =>
  actual === expected || actual === inputs.cur.sorted
    ? []
    : [{ where: "cur.sorted", expected: String(expected), actual: String(actual) }];

import type { Mismatch } from "pawl";

/** What decides about a penalty. */
export interface Penalties {
  readonly history: Int32Array;
  readonly last_n: number;
  readonly repeat: number;
  readonly freq: number;
  readonly present: number;
  readonly n_vocab: number;
}

interface Inputs extends Penalties {
  readonly cur: { readonly data: { readonly id: Int32Array; readonly logit: Float32Array } };
}

/** Smallest normal float: below it, rounding errors are no longer relative. */
const FLT_MIN = 2 ** -126;

/** How often each token of the vocabulary occurs in the window. */
export function countsIn({ history, last_n, n_vocab }: Penalties): Map<number, number> {
  const counts = new Map<number, number>();
  const from = Math.max(0, history.length - Math.max(0, last_n));
  for (const id of history.subarray(from)) {
    if (id >= 0 && id < n_vocab) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/**
 * A penalised logit may differ from the oracle's by 4 · 2⁻²⁴ of the largest term of its formula, which covers
 * all roundings of float arithmetic and the oracle's own. Every other logit has to be the same number.
 */
export function sameWithinRounding(expected: Float32Array, actual: Float32Array, inputs: Inputs): Mismatch[] {
  const counts = countsIn(inputs);
  const { id: ids, logit: logits } = inputs.cur.data;
  const mismatches: Mismatch[] = [];
  for (const [i, value] of actual.entries()) {
    const wanted = expected[i] ?? Number.NaN;
    if (value === wanted || (Number.isNaN(value) && Number.isNaN(wanted))) continue;
    const count = counts.get(ids[i] ?? -1);
    const rounds = count !== undefined && Number.isFinite(wanted);
    if (rounds && Math.abs(value - wanted) <= penalised(logits[i] ?? 0, count, inputs).error) continue;
    mismatches.push({ where: `cur.data[${i}].logit`, expected: String(wanted), actual: String(value) });
  }
  return mismatches;
}

/**
 * The penalised logit of a token that occurs `count` times, and its error in float arithmetic: 4 · 2⁻²⁴ of the
 * largest of the scaled logit, the parts of the penalty, their sum, and the result.
 */
export function penalised(
  logit: number,
  count: number,
  { repeat, freq, present }: Penalties,
): { readonly logit: number; readonly error: number } {
  const scaled = logit <= 0 ? logit * repeat : logit / repeat;
  const penalty = count * freq + present;
  const terms = [scaled, count * freq, present, penalty, scaled - penalty, FLT_MIN].map(Math.abs);
  return { logit: scaled - penalty, error: 4 * 2 ** -24 * Math.max(...terms) };
}

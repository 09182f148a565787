import type { Mismatch } from "pawl";
import { countsIn, type Penalties, penalised } from "../penalties/tolerance.js";

interface Candidates {
  readonly id: Int32Array;
  readonly logit: Float32Array;
}

/** Penalised logits in double precision, and by how much float arithmetic may miss each. */
export interface Penalised {
  readonly logit: Float64Array;
  readonly error: Float64Array;
}

export function penalisedLogits({ id, logit }: Candidates, settings: Penalties): Penalised {
  const all = { logit: Float64Array.from(logit), error: new Float64Array(logit.length) };
  const counts = countsIn(settings);
  for (const [i, token] of id.entries()) {
    const count = counts.get(token);
    if (count === undefined || logit[i] === -Infinity) continue;
    const one = penalised(logit[i] as number, count, settings);
    all.logit[i] = one.logit;
    all.error[i] = one.error;
  }
  return all;
}

/**
 * Where each of `listed` stands among the candidates, whose ids are distinct; null unless they are as many
 * different ones.
 */
export function positionsOf(listed: Int32Array, { id }: Candidates): readonly number[] | null {
  const positions = new Map([...listed].map((one) => [one, -1]));
  for (const [i, one] of id.entries()) if (positions.has(one)) positions.set(one, i);
  const found = [...listed].map((one) => positions.get(one) as number);
  return positions.size === listed.length && !found.includes(-1) ? found : null;
}

/**
 * What contradicts that the candidates at `positions` (at least one) are the first ones in descending order of
 * their penalised logits, equal ones in the order of their positions. Those whose order is a matter of rounding
 * may trade places, and with `openTies` equal ones too.
 */
export function misplaced(
  positions: readonly number[],
  { logit, error }: Penalised,
  openTies: boolean,
): Mismatch[] {
  const mayPrecede = (a: number, b: number) => {
    const [one, other] = [logit[a] as number, logit[b] as number];
    const rounding = (error[a] as number) + (error[b] as number);
    return one === other ? openTies || rounding > 0 || a < b : one - other >= -rounding;
  };
  const mismatches: Mismatch[] = [];
  const show = (i: number) => `the candidate from position ${i} (${logit[i]})`;
  for (const [i, position] of positions.entries()) {
    const next = positions[i + 1];
    if (next === undefined || mayPrecede(position, next)) continue;
    mismatches.push({ where: `cur.data[${i}]`, expected: show(next), actual: show(position) });
  }
  const kept = new Set(positions);
  const last = positions[positions.length - 1] as number;
  const left = [...logit.keys()].find((i) => !kept.has(i) && !mayPrecede(last, i));
  if (left !== undefined)
    mismatches.push({ where: `cur.data[${positions.length - 1}]`, expected: show(left), actual: show(last) });
  return mismatches;
}

import type { Mismatch } from "pawl";

/** An array of candidates, field by field. */
export interface Candidates {
  readonly id: Int32Array;
  readonly logit: Float32Array;
  readonly p: Float32Array;
}

/** A candidate as text; −0 and 0 are the same. */
const candidate = ({ id, logit, p }: Candidates, i: number) => `{${id[i]}, ${logit[i]}, ${p[i]}}`;

/**
 * The same logits in the same order, each with a candidate of the input that has it: which one, and in what order,
 * is left open among equals, as `std::sort` leaves it.
 */
export function sameButForTies(
  expected: Candidates,
  actual: Candidates,
  inputs: { readonly cur: { readonly data: Candidates } },
): Mismatch[] {
  const places = [...actual.logit.keys()];
  if (places.every((i) => candidate(expected, i) === candidate(actual, i))) return [];
  const left = new Map<string, number>();
  const before = inputs.cur.data;
  for (const i of before.id.keys()) {
    const one = candidate(before, i);
    left.set(one, (left.get(one) ?? 0) + 1);
  }
  const mismatches: Mismatch[] = [];
  for (const i of places) {
    const one = candidate(actual, i);
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    if (count > 0 && actual.logit[i] === expected.logit[i]) continue;
    mismatches.push({ where: `cur.data[${i}]`, expected: candidate(expected, i), actual: one });
  }
  return mismatches;
}

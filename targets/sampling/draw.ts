import type { Mismatch } from "pawl";

/** Candidates as a kernel leaves them. */
export interface Drawn {
  readonly data: { readonly id: Int32Array; readonly logit: Float32Array; readonly p: Float32Array };
  readonly size: number;
  readonly selected: number;
  readonly sorted: boolean;
}

/**
 * What contradicts that `selected` is the first candidate whose cumulative probability exceeds u, but for an error of
 * `slack` in that. `p`: the exact ones, which sum up to 1 or are all 0, where the first candidate has to be selected.
 */
export function misdrawn(p: Float64Array, selected: number, u: number, slack: number): Mismatch[] {
  let below = 0;
  let drawn = 0;
  let near = false;
  const last = p.findLastIndex((x) => x > 0);
  for (const [i, x] of p.entries()) {
    if (x > 0 && below <= u) drawn = i;
    if (i === selected) near = x > 0 && below <= u + slack && (i === last || below + x > u - slack);
    below += x;
  }
  return near ? [] : unequal({ "cur.selected": [drawn, selected] });
}

/** Every field that is not what was asked for; `where` names it. */
export const unequal = (wanted: {
  readonly [where: string]: readonly [expected: unknown, actual: unknown];
}): Mismatch[] =>
  Object.entries(wanted)
    .filter(([, [expected, actual]]) => expected !== actual)
    .map(([where, [expected, actual]]) => ({ where, expected: String(expected), actual: String(actual) }));

import { type FillFunction, integers, logits, oneOf, output } from "pawl";
import { begins, type Rows, rowOf } from "./rows.js";

/** What the argmax rows share: the kernel, how it is judged and with what. */

export const args = { ids: output("i32", "batch"), batch: "usize" } as const;

interface Inputs extends Rows {
  readonly batch: number;
}

/**
 * Per row the first index that no other exceeds: NaN in first place is taken, elsewhere ignored, +0 equals
 * −0; −1 where n is 0.
 */
export function argmaxOf(inputs: Inputs): { readonly ids: Int32Array } {
  const { n, batch } = inputs;
  const ids = new Int32Array(batch).fill(-1);
  for (let r = 0; r < batch && n > 0; r++) {
    const row = rowOf(inputs, r);
    let best = 0;
    for (let i = 1; i < n; i++) if ((row[i] as number) > (row[best] as number)) best = i;
    ids[r] = best;
  }
  return { ids };
}

/** Sizes of blocks, groups and parts that kernels divide a row into. */
const BORDERS = [16, 32, 256, 1024, 2048, 4096, 8192];

/** What is largest, in places that differ by about a border; the rest is less, or is never taken. */
const TIED: readonly { readonly top: readonly number[]; readonly rest: readonly number[] }[] = [
  { top: [9], rest: [-1, 0, 0.5, 8] },
  { top: [9], rest: [Number.NaN, -Infinity, 1] },
  { top: [Infinity], rest: [-Infinity, 3e38, Number.NaN] },
  { top: [0, -0], rest: [-1, -(2 ** -149), -Infinity] },
  { top: [2 ** -149], rest: [0, -0, -(2 ** -149)] },
  { top: [-(2 ** -126)], rest: [-(2 ** -125), -3e38] },
  { top: [-Infinity], rest: [-Infinity, Number.NaN] },
];

/** Any of `of`. */
const one = <T>(of: readonly T[], integer: (low: number, high: number) => number): T =>
  of[integer(0, of.length - 1)] as T;

/** Ties at the borders of blocks, and at times NaN in first place. */
export const tied: FillFunction = ({ n, random }) => {
  const { top, rest } = one(TIED, random.integer);
  const values = Float32Array.from({ length: n }, () => one(rest, random.integer));
  if (n === 0) return values;
  const from = random.integer(0, n - 1);
  const places = BORDERS.flatMap((border) => [border - 1, border, border + 1]).map(
    (distance) => from + distance,
  );
  for (const place of [from, ...places])
    if (place < n && random.integer(0, 1) === 0) values[place] = one(top, random.integer);
  if (random.integer(0, 3) === 0) values[0] = Number.NaN;
  return values;
};

export const fuzz = {
  pool: oneOf(logits({ infinities: "both", nan: true }), tied),
  starts: begins,
  n: integers(0, 20_000),
  rows: integers(0, 5),
  flush: oneOf(false, true),
  batch: integers(0, 5),
  when: ({ rows, batch }: Inputs) => batch <= rows,
} as const;

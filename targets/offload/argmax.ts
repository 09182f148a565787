import { type FillFunction, input, integers, logits, oneOf, output } from "pawl";
import { cutRows, VOCABULARY } from "./rows.js";

/** What the argmax rows share: the kernel, how it is judged and with what. */

export const args = { ids: output("i32", "batch"), batch: "usize" } as const;

/**
 * `rows` of n logits each, of which an operation looks at the first `batch`. `flush`: whether `before` drives them out
 * of the device's caches.
 */
export const create = {
  logits: input("f32", "rows", "n"),
  n: "usize",
  rows: "usize",
  flush: "bool",
} as const;

interface Inputs {
  readonly logits: Float32Array;
  readonly n: number;
  readonly rows: number;
  readonly batch: number;
}

/**
 * Per row the first index that no other exceeds: NaN in first place is taken, elsewhere ignored, +0 equals
 * −0; −1 where n is 0.
 */
export function argmaxOf({ logits, n, batch }: Inputs): { readonly ids: Int32Array } {
  const ids = new Int32Array(batch).fill(-1);
  if (n > 0)
    for (let row = 0; row < batch; row++) {
      let best = row * n;
      for (let i = best + 1; i < (row + 1) * n; i++)
        if ((logits[i] as number) > (logits[best] as number)) best = i;
      ids[row] = best - row * n;
    }
  return { ids };
}

const rows = (batch: number) => ({
  logits: cutRows(VOCABULARY),
  n: VOCABULARY,
  rows: batch,
  flush: false,
  batch,
});

export const hot = { batch1: rows(1), batch8: rows(8), batch64: rows(64) } as const;

/** Each operation alone: of several in a row only the first would find the device's caches flushed. */
const flushed = { flush: true, cache: "cold" } as const;

export const workloads = {
  ...hot,
  batch1_flushed: { ...hot.batch1, ...flushed },
  batch8_flushed: { ...hot.batch8, ...flushed },
  batch64_flushed: { ...hot.batch64, ...flushed },
} as const;

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

/** Ties at the borders of blocks, and at times NaN at the start of each of one to five rows. */
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
  const count = random.integer(1, 5);
  if (random.integer(0, 3) === 0 && n % count === 0)
    for (let row = 0; row < count; row++) values[(row * n) / count] = Number.NaN;
  return values;
};

export const fuzz = {
  logits: oneOf(logits({ infinities: "both", nan: true }), tied),
  n: integers(0, 20_000),
  rows: integers(0, 5),
  flush: oneOf(false, true),
  batch: integers(0, 5),
  when: ({ rows, batch }: Inputs) => batch <= rows,
} as const;

/**
 * Rows per second instead of bytes: these would be held against the bandwidth of the host's memory, and it is
 * the device's that is read.
 */
export const items = ({ batch }: Inputs): number => batch;

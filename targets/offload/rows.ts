import { type FillFunction, input, uniform } from "pawl";

/** Logits of a language model's vocabulary (Qwen 2.5: 151,936), as the published figures have them. */
export const VOCABULARY = 151_936;

const PEAKS = 80;

/** N(−1, 2.5), and peaks from 10 to 20, of which every row of a pool has about half. */
const peaked: FillFunction = ({ n, random }) => {
  const values = Float32Array.from({ length: n }, () => -1 + 2.5 * random.normal());
  for (let peak = 0; peak < PEAKS && n > 0; peak++)
    values[random.integer(0, n - 1)] = 10 + 10 * random.real();
  return values;
};

const MOST = 2 ** 32 - 1;

/**
 * `rows` of n logits each, which `create` cuts out of one pool and puts into the device's memory one behind the other:
 * to draw, keep and send as many that have nothing in common would take most of the time. Row r begins at place
 * starts[r] mod (n + 1) of the pool. `flush`: whether `before` drives rows out of the device's caches.
 */
export const create = {
  pool: input("f32", ({ n }) => 2 * n),
  starts: input("u32", "rows"),
  n: "usize",
  rows: "usize",
  flush: "bool",
} as const;

export interface Rows {
  readonly pool: Float32Array;
  readonly starts: Uint32Array;
  readonly n: number;
  readonly rows: number;
}

export function rowOf({ pool, starts, n }: Rows, row: number): Float32Array {
  const start = (starts[row] as number) % (n + 1);
  return pool.subarray(start, start + n);
}

/** All rows differ, and few of their places hold the same logit. */
const vocabulary = (rows: number) =>
  ({ pool: peaked, starts: uniform(0, MOST), n: VOCABULARY, rows, flush: false, batch: rows }) as const;

export const hot = { batch1: vocabulary(1), batch8: vocabulary(8), batch64: vocabulary(64) } as const;

/** Each operation alone: of several in a row only the first would find the device's caches flushed. */
const flushed = { flush: true, cache: "cold" } as const;

export const workloads = {
  ...hot,
  batch1_flushed: { ...hot.batch1, ...flushed },
  batch8_flushed: { ...hot.batch8, ...flushed },
  batch64_flushed: { ...hot.batch64, ...flushed },
} as const;

/** Any starts, the pool's own among them. */
export const begins: FillFunction = ({ n, random }) =>
  Float64Array.from({ length: n }, () => random.integer(0, 2) * Math.floor((random.real() * MOST) / 2));

/** Rows per second instead of bytes: these would be held against the bandwidth of the host's memory. */
export const items = ({ batch }: { readonly batch: number }): number => batch;

import { integers, logits, oneOf, output, reals } from "pawl";
import { begins, type Rows, rowOf, workloads as rows } from "./rows.js";

/** What the declarations of G.2 share, whichever API its variants use. */

interface Sizes {
  readonly k: number;
  readonly batch: number;
}
const pairs = ({ k, batch }: Sizes) => Math.max(0, k) * batch;

/** Entries past the row's end: id −1, logit −∞. `k` ≤ 0 writes nothing. */
export const args = {
  k: "i32",
  ids: output("i32", pairs),
  logits: output("f32", pairs),
  batch: "usize",
} as const;

interface Inputs extends Rows, Sizes {}

const best40 = { k: 40 } as const;

export const workloads = {
  batch1: { ...rows.batch1, ...best40 },
  batch8: { ...rows.batch8, ...best40 },
  batch64: { ...rows.batch64, ...best40 },
  batch1_flushed: { ...rows.batch1_flushed, ...best40 },
  batch64_flushed: { ...rows.batch64_flushed, ...best40 },
};

/** The logit descending, then the place ascending; +0 equals −0. */
export function topOf(inputs: Inputs): { ids: Int32Array; logits: Float32Array } {
  const { k, batch } = inputs;
  const count = pairs(inputs);
  const ids = new Int32Array(count).fill(-1);
  const logits = new Float32Array(count).fill(-Infinity);
  for (let row = 0; k > 0 && row < batch; row++) {
    const own = rowOf(inputs, row);
    for (const [p, i] of firstOf(own, k).entries()) {
      ids[row * k + p] = i;
      logits[row * k + p] = own[i] as number;
    }
  }
  return { ids, logits };
}

/** Places of the k first: whoever the k-th largest value does not exceed is sorted, which are few but for ties. */
function firstOf(row: Float32Array, k: number): number[] {
  const least = row.slice().sort().at(-k) ?? -Infinity;
  const reaching: number[] = [];
  for (let i = 0; i < row.length; i++) if ((row[i] as number) >= least) reaching.push(i);
  // Differences of infinities are NaN.
  const order = (a: number, b: number) => {
    const [x, y] = [row[a] as number, row[b] as number];
    return x === y ? a - b : x > y ? -1 : 1;
  };
  return reaching.sort(order).slice(0, k);
}

export const fuzz = {
  k: oneOf(40, integers(-1, 64), integers(0, 150)),
  batch: integers(0, 5),
  pool: oneOf(logits({ infinities: "both" }), oneOf(0, -Infinity), reals(-9, 9), reals(-3e38, 3e38)),
  starts: begins,
  n: oneOf(integers(0, 200), integers(0, 20_000)),
  rows: integers(0, 5),
  flush: false,
  when: ({ batch, rows }: Inputs) => batch <= rows,
};

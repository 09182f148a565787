import type { Histogram } from "../../model/detail.js";

/** One column of a terminal each. */
const BINS = 48;

/** Of ascending samples, at least one, up to `to`; all in microseconds. Samples all alike fill the middle bin. */
export function histogram(sorted: Float64Array, to: number): Histogram {
  const from = sorted[0] ?? Number.NaN;
  const counts = new Array<number>(BINS).fill(0);
  let beyond = 0;
  for (const sample of sorted) {
    if (sample > to) {
      beyond++;
      continue;
    }
    const position = to > from ? (sample - from) / (to - from) : 0.5;
    const bin = Math.min(BINS - 1, Math.floor(position * BINS));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { from_us: from, to_us: to, counts, beyond };
}

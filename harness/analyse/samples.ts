import { quantileSorted } from "simple-statistics";
import type { Epoch } from "../model/measurement.js";

/** `columns[v][round]`: the samples of one epoch by variant, nanoseconds per operation. */
export type Columns = readonly Float64Array[];

/** Turns the row-major samples of an epoch into one column per variant. */
export function toColumns(epoch: Epoch, variants: number): Columns {
  return Array.from({ length: variants }, (_, v) => {
    const column = new Float64Array(epoch.rounds);
    for (let round = 0; round < epoch.rounds; round++) {
      column[round] = epoch.samples[round * variants + v] ?? Number.NaN;
    }
    return column;
  });
}

/**
 * Quantile with linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). Typed arrays sort
 * natively, which beats selection in JavaScript at these sizes, above all before that has been compiled.
 */
export const quantile = (samples: Float64Array, p: number): number =>
  quantileSorted(samples.slice().sort() as unknown as readonly number[], p);

export const median = (samples: Float64Array): number => quantile(samples, 0.5);

/** One array after the other. */
export function concatenate(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

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
 * Quantile with linear interpolation between order statistics (type 7 of Hyndman & Fan 1996), by selection: a
 * comparison has tens of thousands of samples, and sorting them took most of the analysis.
 */
export function quantile(samples: Float64Array, p: number): number {
  if (scratch.length < samples.length) scratch = new Float64Array(2 * samples.length);
  scratch.set(samples);
  return take(scratch, samples.length, p);
}

export const median = (samples: Float64Array): number => quantile(samples, 0.5);

/** Several quantiles of the same samples. */
export function quantiles(samples: Float64Array, ps: readonly number[]): number[] {
  const own = samples.slice();
  return ps.map((p) => take(own, own.length, p));
}

/** Reused, as thousands of medians of a dozen samples each are asked for. */
let scratch = new Float64Array(1024);

/** A quantile of the first `length` samples, which it reorders. */
function take(samples: Float64Array, length: number, p: number): number {
  const position = (length - 1) * p;
  const lower = Math.floor(position);
  if (length <= SHORT) sort(samples, length);
  else select(samples, length, lower);
  const value = samples[lower] ?? Number.NaN;
  if (position === lower) return value;
  let upper = Number.POSITIVE_INFINITY;
  for (let i = lower + 1; i < length; i++) {
    const sample = samples[i] as number;
    if (sample < upper) upper = sample;
  }
  return value + (position - lower) * (upper - value);
}

/** Up to this many samples are sorted by insertion, which is quicker then. */
const SHORT = 24;

function sort(samples: Float64Array, length: number): void {
  for (let i = 1; i < length; i++) {
    const sample = samples[i] as number;
    let at = i;
    while (at > 0 && (samples[at - 1] as number) > sample) {
      samples[at] = samples[at - 1] as number;
      at--;
    }
    samples[at] = sample;
  }
}

/** Puts the k-th smallest (from 0) in its place, none greater before it and none smaller behind: Hoare (1961), "Find". */
function select(samples: Float64Array, length: number, k: number): void {
  let left = 0;
  let right = length - 1;
  while (left < right) {
    const pivot = samples[k] as number;
    let i = left;
    let j = right;
    while (i <= j) {
      while ((samples[i] as number) < pivot) i++;
      while (pivot < (samples[j] as number)) j--;
      if (i > j) break;
      const swapped = samples[i] as number;
      samples[i++] = samples[j] as number;
      samples[j--] = swapped;
    }
    if (j < k) left = i;
    if (k < i) right = j;
  }
}

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

/** Axes: values to pixels, and where ticks go. */

export type Span = readonly [from: number, to: number];

/** A logarithmic axis over positive values; what lies outside is put on the nearer edge. */
export function logScale([from, to]: Span, [left, right]: Span): (value: number) => number {
  const perUnit = (right - left) / Math.log(to / from);
  return (value) => left + Math.log(Math.min(to, Math.max(from, value)) / from) * perUnit;
}

/** A linear axis; it does not end at its edges. */
export const linearScale =
  ([from, to]: Span, [left, right]: Span) =>
  (value: number): number =>
    left + ((value - from) / (to - from)) * (right - left);

/** More would squeeze the rest; smaller values are piled on the edge. */
const MOST_DECADES = 6;

/** Whole decades that hold `values`; zeros and what is tiny beside the largest lie below. */
export function decades(values: readonly number[]): Span {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return [1e-4, 1e-2];
  const top = Math.ceil(Math.log10(Math.max(...positive)));
  const bottom = Math.floor(Math.log10(Math.min(...positive)));
  return [10 ** Math.max(Math.min(bottom, top - 1), top - MOST_DECADES), 10 ** top];
}

/** 1, 2, … 9 of every decade of `span`, and its end. */
export function decadeTicks([from, to]: Span): { readonly value: number; readonly major: boolean }[] {
  const ticks = [];
  for (let power = Math.round(Math.log10(from)); power < Math.round(Math.log10(to)); power++)
    for (let digit = 1; digit < 10; digit++) ticks.push({ value: digit * 10 ** power, major: digit === 1 });
  return [...ticks, { value: to, major: true }];
}

/** The largest of 1, 2, 5 × 10ⁿ that is at most `value`. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return (value >= 5 * power ? 5 : value >= 2 * power ? 2 : 1) * power;
}

import type { Layout, Segment } from "../model/layout.js";
import type { TypedArray } from "../model/scalar.js";
import type { Column, Value } from "../model/value.js";
import { columnsOf, decodeColumn, encodeColumn } from "../support/codec.js";
import { randomStream } from "../support/random.js";
import { isColumn, isFill } from "./values.js";

/** Elements changed at random, besides the least and the greatest. */
const AT_RANDOM = 2;

/** Whether each element is drawn by itself, so that those of two instances may be mixed. */
const isIndependent = (column: Column): boolean =>
  typeof column === "object" &&
  isFill(column) &&
  (column.fill === "normal" || column.fill === "uniform" || column.fill === "choice");

/**
 * An instance that differs from `base` in a few elements, which come from `other`: who looks at a few elements of the
 * arguments only takes the two for one. Sizes, flags, permutations and whatever a function fills stay as they are; the
 * ends of columns too. The least and the greatest element are among those that change, since some outputs depend on
 * nothing else. Null when no column can be mixed.
 */
export function changedInstance(
  layout: Layout,
  base: Uint8Array,
  other: Uint8Array,
  seed: number,
  declared: (segment: Segment, field: string | undefined) => Value | undefined,
): Uint8Array | null {
  const image = base.slice();
  for (const segment of layout.segments) {
    if (segment.ofState || segment.count < 3) continue;
    for (const { field } of columnsOf(segment)) {
      const value = declared(segment, field);
      if (value === undefined || !isColumn(value) || !isIndependent(value)) continue;
      const [mixed, from] = [base, other].map((one) => decodeColumn(one, segment, segment.count, field)) as [
        TypedArray,
        TypedArray,
      ];
      for (const i of chosen(mixed, seed, `${segment.path}.${field}`)) mixed[i] = from[i] as never;
      encodeColumn(image, segment, mixed, field);
    }
  }
  return Buffer.compare(image, base) === 0 ? null : image;
}

/** Indices to change, the ends left out. */
function chosen(column: TypedArray, seed: number, path: string): number[] {
  let [least, greatest] = [1, 1];
  for (let i = 1; i < column.length - 1; i++) {
    const value = column[i] as number;
    if (value < (column[least] as number)) least = i;
    if (value > (column[greatest] as number)) greatest = i;
  }
  const random = randomStream(seed, `${path} changed`);
  const drawn = Array.from({ length: AT_RANDOM }, () => random.integer(1, column.length - 2));
  return [least, greatest, ...drawn];
}

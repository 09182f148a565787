import type { Layout, Segment } from "../model/layout.js";

/** What a wrong answer looks like, byte by byte. */

/** Segments that a kernel writes. */
const written = (layout: Layout): Segment[] => layout.segments.filter(({ direction }) => direction !== "in");

const part = (image: Uint8Array, { offset, bytes }: Segment): Uint8Array =>
  image.subarray(offset, offset + bytes);

/**
 * Whether a wrong answer is what belongs to another question: all of its outputs, or else every byte in which it differs
 * from what the oracle itself gives.
 */
export function belongsTo(
  layout: Layout,
  answer: Uint8Array,
  right: Uint8Array | null,
  other: Uint8Array,
): boolean {
  const segments = written(layout).filter(({ bytes }) => bytes > 0);
  if (segments.length === 0) return false;
  const whole = segments.every(
    (segment) => Buffer.compare(part(answer, segment), part(other, segment)) === 0,
  );
  if (whole) return true;
  if (!right) return false;
  let differ = 0;
  for (const { offset, bytes } of segments) {
    for (let i = offset; i < offset + bytes; i++) {
      if (answer[i] === right[i]) continue;
      if (answer[i] !== other[i]) return false;
      differ++;
    }
  }
  return differ > 0;
}

/**
 * The outputs that hold what they held before the call: those of `inout` as given, blank ones one byte all over, which
 * they were filled with. Paths; empty when something was written everywhere, or nothing had to be.
 */
export function untouched(
  layout: Layout,
  blank: readonly number[],
  answer: Uint8Array,
  given: Uint8Array,
  right: Uint8Array | null,
): string[] {
  return layout.segments.flatMap((segment, i) => {
    if (segment.direction === "in" || segment.bytes < 2) return [];
    const now = part(answer, segment);
    if (right && Buffer.compare(now, part(right, segment)) === 0) return [];
    const same = blank.includes(i)
      ? now.every((byte) => byte === now[0])
      : Buffer.compare(now, part(given, segment)) === 0;
    return same ? [segment.path] : [];
  });
}

import type { FillFunction } from "pawl";

/** Tokens of the phrase that a text ends in. */
const TAIL = 6;

/**
 * A text that has begun to repeat itself. Words have frequencies like those of a language: every octave of ids
 * is as likely as any other. Every eighth word begins a phrase that stands earlier; the end does so twice. It
 * holds none of the ids below `common`.
 */
export const repetitive =
  (vocabulary: number, common = 0): FillFunction =>
  ({ n, random }) => {
    const ids = new Int32Array(n);
    const word = () => {
      const octave = 2 ** random.integer(0, Math.floor(Math.log2(vocabulary)));
      return random.integer(octave, Math.min(2 * octave, vocabulary + 1) - 1) - 1;
    };
    for (let i = 0; i < n; i++) ids[i] = word();
    for (let i = 16; i < n; i++) {
      if (random.integer(0, 7) > 0) continue;
      const length = random.integer(2, 12);
      const from = random.integer(0, i - length);
      ids.copyWithin(i, from, from + length);
    }
    if (n < 4 * TAIL) return ids;
    for (let i = n - TAIL; i < n; i++) ids[i] = Math.max(word(), common);
    for (let copy = 0; copy < 2; copy++) ids.copyWithin(random.integer(0, n - 2 * TAIL - 1), n - TAIL);
    return ids;
  };

/** A text of two words, in which matches overlap, with one of `vocabulary` others for every fifth. */
export const stuttering =
  (vocabulary: number): FillFunction =>
  ({ n, random }) =>
    Int32Array.from({ length: n }, () => random.integer(0, random.integer(0, 4) === 0 ? vocabulary - 1 : 1));

import type { FillFunction } from "pawl";

/** Logits of a language model's vocabulary (Qwen 2.5: 151,936), as the published figures have them. */
export const VOCABULARY = 151_936;

const PEAKS = 40;

/** N(−1, 2.5), and peaks from 10 to 20. */
const peaked: FillFunction = ({ n, random }) => {
  const values = Float32Array.from({ length: n }, () => -1 + 2.5 * random.normal());
  for (let peak = 0; peak < PEAKS && n > 0; peak++)
    values[random.integer(0, n - 1)] = 10 + 10 * random.real();
  return values;
};

/**
 * Rows of `width` logits, cut at random places out of one pool of twice the width: drawing 64 rows takes 10 million
 * deviates otherwise, for every instance. All rows differ, and few of their places hold the same logit.
 */
export const cutRows =
  (width: number): FillFunction =>
  ({ n, random, instance }) => {
    const pool = peaked({ n: 2 * width, random, instance }) as Float32Array;
    const values = new Float32Array(n);
    for (let begin = 0; begin < n; begin += width) {
      const from = random.integer(0, width);
      values.set(pool.subarray(from, from + Math.min(width, n - begin)), begin);
    }
    return values;
  };

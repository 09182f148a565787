import type { FillFunction } from "pawl";

/** The two shapes of logits that samplers are measured with. */

const PEAKS = 40;

/** What a language model hands over: N(−1, 2.5), and 40 tokens from 10 to 20 that hold almost all probability. */
export const llm: FillFunction = ({ n, random }) => {
  const values = Float32Array.from({ length: n }, () => -1 + 2.5 * random.normal());
  for (let peak = 0; peak < PEAKS && n > 0; peak++)
    values[random.integer(0, n - 1)] = 10 + 10 * random.real();
  return values;
};

/** N(0, 2): thousands of tokens share the probability. */
export const broad: FillFunction = ({ n, random }) =>
  Float32Array.from({ length: n }, () => 2 * random.normal());

/** Logits in descending order, ties and masked tokens among them. */
export const descending: FillFunction = ({ n, random }) =>
  Float32Array.from({ length: n }, () => (random.integer(0, 9) === 0 ? -Infinity : random.integer(-9, 9)))
    .sort()
    .reverse();

/** Whether an array may call itself sorted. */
export const isDescending = (logits: Float32Array): boolean =>
  logits.every((logit, i) => i === 0 || logit <= (logits[i - 1] as number));

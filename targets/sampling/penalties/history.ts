import { type FillFunction, iota, logits, oneOf, reals } from "pawl";

/**
 * A history of generated tokens: most are drawn from the vocabulary, every fourth repeats an earlier one, and
 * one in sixteen is no token of the vocabulary at all, which is legal.
 */
export const history =
  (vocabulary: number): FillFunction =>
  ({ n, random }) => {
    const ids = new Int32Array(n);
    for (let i = 0; i < n; i++) {
      if (i % 16 === 15) ids[i] = i % 32 === 15 ? -1 : vocabulary;
      else if (i % 4 === 3) ids[i] = ids[random.integer(0, i - 1)] ?? 0;
      else ids[i] = random.integer(0, vocabulary - 1);
    }
    return ids;
  };

/** The ids 0 to n − 1 in random order (Fisher and Yates). */
export const shuffledIds: FillFunction = ({ n, random }) => {
  const ids = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(0, i);
    const id = ids[i] ?? 0;
    ids[i] = ids[j] ?? 0;
    ids[j] = id;
  }
  return ids;
};

/** n of the ids 0 to 2 n − 1 in random order: what truncating samplers leave. */
export const someIds: FillFunction = (context) =>
  Int32Array.from(shuffledIds({ ...context, n: 2 * context.n }), Number).subarray(0, context.n);

/** Candidates in order, shuffled or truncated. */
export const fuzzedVocabulary = {
  id: oneOf(iota(), shuffledIds, someIds),
  logit: logits({ infinities: "both" }),
  p: reals(0, 1),
};

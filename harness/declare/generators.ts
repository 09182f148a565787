import type { FuzzColumn, Generator } from "../model/fuzz.js";

/** How `fuzz` draws inputs. Bounds, 0, 1, vector widths and their neighbours come more often than chance has it. */

/** Generators that fit an integer. */
export type IntegerGenerator = Extract<Generator, { generator: "integers" | "oneOf" }>;
/** Generators that fit a float. */
export type RealGenerator = Generator;
/** Generators that fit a boolean. */
export type OneOf = Extract<Generator, { generator: "oneOf" }>;

/** Whole numbers in [low, high], both included: a scalar, or every element of a column. */
export const integers = (low: number, high: number): Extract<Generator, { generator: "integers" }> => ({
  generator: "integers",
  low,
  high,
});

/**
 * Numbers in [low, high], both included: a scalar, or every element of a column. An infinite bound is drawn too; −0 and
 * denormals are where the range goes below 0 and around it. Columns come random, sorted, reversed, with ties, all equal.
 */
export const reals = (low: number, high: number): Extract<Generator, { generator: "reals" }> => ({
  generator: "reals",
  low,
  high,
});

/**
 * One of the alternatives for the whole argument, the first being the simplest: `oneOf(0, 64)`,
 * `oneOf(iota(), shuffled)`. (`choice([0, 64])` draws every element of a column by itself.)
 */
export const oneOf = (
  ...of: readonly [FuzzColumn, FuzzColumn, ...FuzzColumn[]]
): Extract<Generator, { generator: "oneOf" }> => ({ generator: "oneOf", of });

/**
 * A column like the logits of a language model: N(−1, 2.5) with peaks, mixed with ties, −0, infinities and denormals; at
 * times sorted, reversed or all equal. `infinities`: −∞, the logit of a masked token, by default. `nan`: default false.
 */
export const logits = ({
  infinities = "negative",
  denormals = true,
  nan = false,
}: {
  readonly infinities?: "both" | "negative" | "none";
  readonly denormals?: boolean;
  readonly nan?: boolean;
} = {}): Extract<Generator, { generator: "logits" }> => ({
  generator: "logits",
  infinities,
  denormals,
  nan,
});

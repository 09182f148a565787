import { MAX_BUDGET, MIN_TRIALS } from "../harness/model/target.js";

/** What a numeric option allows, in words and as a test. */
export interface NumberRule {
  readonly allowed: string;
  readonly test: (value: number) => boolean;
}

export const TRIALS: NumberRule = {
  allowed: `a whole number, ${MIN_TRIALS} or more`,
  test: (value) => Number.isSafeInteger(value) && value >= MIN_TRIALS,
};
/** Seconds. */
export const BUDGET: NumberRule = {
  allowed: `a number of seconds above 0 and up to ${MAX_BUDGET}: beyond an hour drift outweighs what is gained`,
  test: (value) => value > 0 && value <= MAX_BUDGET,
};
export const PERCENT: NumberRule = {
  allowed: "a percentage above 0 and up to 50",
  test: (value) => value > 0 && value <= 50,
};
export const COUNT: NumberRule = {
  allowed: "a whole number, 1 or more",
  test: (value) => Number.isSafeInteger(value) && value >= 1,
};
export const WHOLE_FROM_0: NumberRule = {
  allowed: "a whole number, 0 or more",
  test: (value) => Number.isSafeInteger(value) && value >= 0,
};

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that `text` writes in decimal, or null when it is none or the rule does not allow it. */
export function readNumber(text: string, rule: NumberRule): number | null {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return rule.test(value) ? value : null;
}

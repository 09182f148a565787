import type { Outliers } from "../../model/detail.js";

/** Interquartile ranges from the quartiles to the inner and outer fences: Tukey (1977), "Exploratory Data Analysis", 2D. */
const INNER = 1.5;
const OUTER = 3;

/** Samples beyond the fences that stand around the quartiles `q1` and `q3`. */
export function outliers(samples: Float64Array, q1: number, q3: number): Outliers {
  const range = q3 - q1;
  let beyondInner = 0;
  let severe = 0;
  for (const sample of samples) {
    const distance = Math.max(q1 - sample, sample - q3);
    if (distance > INNER * range) beyondInner++;
    if (distance > OUTER * range) severe++;
  }
  return { mild: beyondInner - severe, severe };
}

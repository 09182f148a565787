import type { Fill } from "../model/value.js";

/** How a column of values is drawn. Seeded by the workload: the same bytes on every machine. */

/** Normal deviates. */
export const normal = (mean: number, sd: number): Fill => ({ fill: "normal", mean, sd });

/** Uniform deviates in [low, high); for an integer column, integers in [low, high] with both ends. */
export const uniform = (low: number, high: number): Fill => ({ fill: "uniform", low, high });

/** `start`, `start + step`, `start + 2 step`, …; default 0, 1, 2, … */
export const iota = (start = 0, step = 1): Fill => ({ fill: "iota", start, step });

/** One value everywhere; a literal says the same. */
export const constant = (value: number | bigint | boolean): Fill => ({ fill: "constant", value });

/** Each element drawn from `of`, all equally likely. */
export const choice = (of: readonly (number | bigint | boolean)[]): Fill => ({ fill: "choice", of });

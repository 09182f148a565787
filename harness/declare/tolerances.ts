import type { Tolerance } from "../model/tolerance.js";

/** How far an output may lie from the reference. */

/**
 * Numerically equal (NaN equals NaN, −0 equals 0). The default for outputs and untouched fields.
 */
export const exact: Tolerance = { tolerance: "exact" };

/** The same bits: −0 differs from 0, and one NaN from another. */
export const bits: Tolerance = { tolerance: "bits" };

/** Not compared. */
export const any: Tolerance = { tolerance: "any" };

/** |actual − expected| ≤ limit. */
export const absolute = (limit: number): Tolerance => ({ tolerance: "absolute", limit });

/** |actual − expected| ≤ limit · |expected|. */
export const relative = (limit: number): Tolerance => ({ tolerance: "relative", limit });

/** At most `limit` representable values of the output's own type away. */
export const ulp = (limit: number): Tolerance => ({ tolerance: "ulp", limit });

/** Each element has to meet one of them: `either(relative(5e-5), absolute(1e-7))`. */
export const either = (...of: readonly [Tolerance, Tolerance, ...Tolerance[]]): Tolerance => ({
  tolerance: "either",
  of,
});

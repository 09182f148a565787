import type { Result, VariantResult } from "./record.js";

/**
 * The distance to the floor: how many times as long a variant's median takes as moving the declared bytes
 * does at least. Below 1 only by what the measured bandwidth is off, or where less is touched than was
 * declared. Null where unknown.
 */
export const timesFloor = (
  { floor_us: floor }: Pick<Result, "floor_us">,
  { median_us: median }: Pick<VariantResult, "median_us">,
): number | null => (floor && median !== undefined ? median / floor : null);

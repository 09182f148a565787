import type { Result, VariantResult } from "./record.js";

/**
 * The distance to the floor: how many times as long a variant's median takes as moving the declared bytes
 * does at least. Below 1 only by what the measured bandwidth is off, or where less is touched than was
 * declared. Null where unknown, and of what works on a device: that moves bytes in memory of its own.
 */
export const timesFloor = (
  { floor_us: floor }: Pick<Result, "floor_us">,
  { median_us: median, device }: Pick<VariantResult, "median_us" | "device">,
): number | null => (floor && median !== undefined && device === undefined ? median / floor : null);

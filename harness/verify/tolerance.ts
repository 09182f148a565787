import { isFloat, type Scalar } from "../model/scalar.js";
import type { Tolerance } from "../model/tolerance.js";

/** Whether `actual` agrees with `expected`; both already in the range of the scalar's type. */
export type Agrees = (expected: number | bigint, actual: number | bigint) => boolean;

/** Numeric equality: NaN equals NaN, −0 equals 0. */
const equal: Agrees = (e, a) => e === a || (Number.isNaN(e) && Number.isNaN(a));

const f32 = new Float32Array(1);
const f32Bits = new Int32Array(f32.buffer);
const f64 = new Float64Array(1);
const f64Bits = new BigInt64Array(f64.buffer);

/** Maps floats to integers in their own order, so that neighbours differ by one; −0 and 0 coincide. */
function rank32(x: number): number {
  f32[0] = x;
  const bits = f32Bits[0] as number;
  return bits < 0 ? -(bits & 0x7fffffff) : bits;
}
function rank64(x: number): bigint {
  f64[0] = x;
  const bits = f64Bits[0] as bigint;
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** Distance in units in the last place, of finite values; the expected one is rounded to the type first. */
export function ulpDistance(type: Scalar, expected: number, actual: number): number {
  if (type === "f32") return Math.abs(rank32(expected) - rank32(actual));
  const distance = rank64(expected) - rank64(actual);
  return Number(distance < 0n ? -distance : distance);
}

/** actual − expected; of 64-bit integers taken before they become doubles, which cannot tell neighbours apart. */
const gap: (e: number | bigint, a: number | bigint) => number = (e, a) =>
  typeof e === "bigint" && typeof a === "bigint" ? Number(a - e) : Number(a) - Number(e);

/** Compiles a tolerance for elements of one type. Integers take `absolute` and `relative`; `ulp` means exact there. */
export function agreement(tolerance: Tolerance, type: Scalar): Agrees {
  const near =
    (close: (e: number | bigint, a: number | bigint) => boolean): Agrees =>
    (e, a) =>
      equal(e, a) || (Number.isFinite(Number(e)) && Number.isFinite(Number(a)) && close(e, a));
  switch (tolerance.tolerance) {
    case "any":
      return () => true;
    case "exact":
      return equal;
    case "bits":
      return isFloat(type) ? (e, a) => Object.is(e, a) : equal;
    case "absolute":
      return near((e, a) => Math.abs(gap(e, a)) <= tolerance.limit);
    case "relative":
      return near((e, a) => Math.abs(gap(e, a)) <= tolerance.limit * Math.abs(Number(e)));
    case "ulp":
      return isFloat(type)
        ? near((e, a) => ulpDistance(type, Number(e), Number(a)) <= tolerance.limit)
        : equal;
    case "either": {
      const options = tolerance.of.map((t) => agreement(t, type));
      return (e, a) => options.some((agrees) => agrees(e, a));
    }
  }
}

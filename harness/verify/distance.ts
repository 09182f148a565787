import { isFloat, type Scalar } from "../model/scalar.js";
import type { Tolerance } from "../model/tolerance.js";
import { ulpDistance } from "./tolerance.js";

/** A tolerance in words, and how far off a value is in its terms. */

export function describeTolerance(tolerance: Tolerance): string {
  switch (tolerance.tolerance) {
    case "any":
      return "anything";
    case "exact":
      return "the same number";
    case "bits":
      return "the same bits";
    case "absolute":
      return `within ${tolerance.limit}`;
    case "relative":
      return `within ${tolerance.limit} of its size`;
    case "ulp":
      return `within ${tolerance.limit} ulp`;
    case "either":
      return tolerance.of.map(describeTolerance).join(" or ");
  }
}

/** Null where there is no distance: one of them is no finite number, or the numbers are equal. */
export function describeDistance(
  tolerance: Tolerance,
  type: Scalar,
  expected: number | bigint,
  actual: number | bigint,
): string | null {
  const [e, a] = [Number(expected), Number(actual)];
  if (!Number.isFinite(e) || !Number.isFinite(a) || expected === actual) return null;
  const short = (x: number) => String(Number(x.toPrecision(3)));
  const distances: Readonly<Record<string, () => string>> = {
    absolute: () => short(typeof expected === "bigint" ? Number(BigInt(actual) - expected) : a - e),
    relative: () =>
      (e === 0 ? distances.absolute?.() : `${short((a - e) / Math.abs(e))} of its size`) as string,
    ulp: () => `${isFloat(type) ? ulpDistance(type, e, a) : short(a - e)} ulp`,
  };
  const kinds = (one: Tolerance): string[] =>
    one.tolerance === "either"
      ? one.of.flatMap(kinds)
      : one.tolerance === "bits" && isFloat(type)
        ? ["ulp"]
        : [one.tolerance in distances ? one.tolerance : "absolute"];
  return [...new Set(kinds(tolerance))].map((kind) => distances[kind]?.()).join(", ");
}

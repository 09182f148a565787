import { expect, test } from "vitest";
import { absolute, bits, either, exact, relative, ulp } from "../index.js";
import type { Tolerance } from "../model/tolerance.js";
import { describeDistance, describeTolerance } from "./distance.js";

test.each<[Tolerance, number | bigint, number | bigint, string, string | null]>([
  [exact, 2, 3.5, "the same number", "1.5"],
  [absolute(0.01), 2, 1, "within 0.01", "-1"],
  [relative(1e-3), 200, 201, "within 0.001 of its size", "0.005 of its size"],
  [relative(1e-3), 0, 0.5, "within 0.001 of its size", "0.5"],
  [ulp(1), 1, 1 + 3 * 2 ** -23, "within 1 ulp", "3 ulp"],
  [bits, 1, 1 + 2 ** -23, "the same bits", "1 ulp"],
  [either(ulp(2), absolute(1e-6)), 1, 1.5, "within 2 ulp or within 0.000001", "4194304 ulp, 0.5"],
  [exact, 1, Number.NaN, "the same number", null],
  [bits, 0, -0, "the same bits", null],
  [exact, 9007199254740993n, 9007199254740995n, "the same number", "2"],
])("%j: %s and %s", (tolerance, expected, actual, allowed, by) => {
  expect(describeTolerance(tolerance)).toBe(allowed);
  expect(describeDistance(tolerance, "f32", expected, actual)).toBe(by);
});

import { expect, test } from "vitest";
import { overflowsBuckets, unless } from "./upstream.js";

const inputs = (...logits: number[]) => ({
  cur: { data: { id: new Int32Array(), logit: Float32Array.from(logits), p: new Float32Array() } },
});
const many = (first: number) => inputs(first, ...Array.from({ length: 128 }, () => 0));

test("buckets overflow with large logits of many candidates only", () => {
  expect(overflowsBuckets(many(1e9))).toBe(true);
  expect(overflowsBuckets(many(Infinity))).toBe(true);
  expect(overflowsBuckets(many(-Infinity))).toBe(false);
  expect(overflowsBuckets(many(1e8))).toBe(false);
  expect(overflowsBuckets(inputs(1e9, 0))).toBe(false);
});

test("compares unless the inputs are of those that differ", () => {
  const compare = unless(
    (differs: boolean) => differs,
    (expected: number, actual: number) =>
      expected === actual ? [] : [{ where: "x", expected: String(expected), actual: String(actual) }],
  );
  expect(compare(1, 2, true)).toEqual([]);
  expect(compare(1, 1, false)).toEqual([]);
  expect(compare(1, 2, false)).toHaveLength(1);
});

import { expect, test } from "vitest";
import { probabilities, softmaxOf } from "./softmax.js";

test("softmax of nothing but masked tokens is 0, of others sums up to 1", () => {
  expect([...softmaxOf([-Infinity, -Infinity])]).toEqual([0, 0]);
  expect([...softmaxOf([])]).toEqual([]);
  expect([...softmaxOf([1000, 1000, -Infinity])]).toEqual([0.5, 0.5, 0]);
});

const within = probabilities(1e-3, 1e-2);

test("accepts a relative error, and an absolute one where nothing is left to be relative to", () => {
  const expected = [0.5, 0.5, 1e-31];
  expect(within(expected, new Float32Array([0.5004, 0.4996, 1e-8]))).toEqual([]);
  expect(within(expected, new Float32Array([0.501, 0.4996, 1e-31]))).toEqual([
    { where: "cur.data[0].p", expected: "0.5", actual: String(Math.fround(0.501)) },
  ]);
  expect(within(expected, new Float32Array([0.5, 0.5, 2e-7]))).toHaveLength(1);
  expect(within(expected, new Float32Array([0.5, Number.NaN, 0]))).toHaveLength(2);
});

test("rejects a sum that is off where no single probability is", () => {
  const p = new Float32Array([0.5004, 0.5004]);
  expect(probabilities(1e-3, 1e-4)([0.5, 0.5], p)).toEqual([
    { where: "sum of cur.data[].p", expected: "1", actual: String((p[0] ?? 0) + (p[1] ?? 0)) },
  ]);
});

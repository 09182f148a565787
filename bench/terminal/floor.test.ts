import { expect, test } from "vitest";
import { floorSentence } from "./floor.js";
import { renderResult } from "./result.js";
import { full, narrow, result, wide } from "./testing/result.js";

test("the quickest variant is held against the floor", () => {
  expect(floorSentence({ ...full, floor_us: 15.9 })).toBe(
    "avx512 takes 1.19 × the floor of 15.90 us, in which the declared bytes can be moved.",
  );
  expect(floorSentence({ ...full, floor_us: 19.5 })).toMatch(/takes 0\.97 × the floor of 19\.50 us/);
});

test.each([
  ["where it is far away", { ...full, floor_us: 1.8 }],
  ["where none is known", { ...full, floor_us: null }],
  ["in an older record", full],
  ["where nothing was measured", result({}, { floor_us: 15.9 })],
])("nothing is said %s", (_, one) => {
  expect(floorSentence(one)).toBe("");
});

test("it stands below the verdict, and fits", () => {
  const lines = renderResult({ ...full, floor_us: 15.9 }, wide).split("\n");
  const verdict = lines.findIndex((line) => line.startsWith("avx512 is the best"));
  expect(lines[verdict + 1]).toMatch(/^avx512 takes 1\.19 ×/);
  const stacked = renderResult({ ...full, floor_us: 15.9 }, { ...narrow, wraps: true }).split("\n");
  expect(stacked).toContain("avx512 takes 1.19 × the floor of 15.90 us, in which the");
});

import { expect, test } from "vitest";
import { callsOf, countOf } from "./protocol.js";

test("every instance is called three times, in turn", () => {
  expect(callsOf(16)).toEqual([0, 1, 0, 1, 0, 1]);
  expect(callsOf(1)).toEqual([0, 0, 0]);
});

/** Calls of nothing take 9 and 8, seven of which are the caller's own. */
const all = (...calls: number[]) => countOf([9, 8, ...calls.map((call) => call + 7)], 16);

test("the first time around and the caller's own do not count", () => {
  expect(all(999, 150, 100, 120, 100, 120)).toEqual({ instructions: 110, range: [100, 120], steady: true });
});

test("a mean is a whole number", () => {
  expect(all(100, 101, 100, 101, 100, 101)?.instructions).toBe(101);
});

test("calls on the same inputs that differ are told", () => {
  expect(all(100, 120, 100, 120, 104, 120)).toEqual({ instructions: 111, range: [100, 120], steady: false });
});

test("a kernel that only returns takes one instruction", () => {
  expect(all(1, 1, 1, 1, 1, 1)?.instructions).toBe(1);
});

test.each([
  ["a call is missing", [9, 8, 107, 107, 107, 107, 107]],
  ["there is one too many", [9, 8, 107, 107, 107, 107, 107, 107, 107]],
  ["nothing was counted", [0, 0, 0, 0, 0, 0, 0, 0]],
  ["a call took nothing", [9, 8, 107, 107, 107, 107, 107, 7]],
  ["there are none", []],
])("no number where %s", (_, counts) => {
  expect(countOf(counts, 16)).toBeNull();
});

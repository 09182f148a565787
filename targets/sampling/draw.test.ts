import { expect, test } from "vitest";
import { misdrawn } from "./draw.js";

const p = new Float64Array([0.5, 0.25, 0.25, 0]);

test.each([
  [0, 0, true],
  [0, 0.4999, true],
  [0, 0.5005, true],
  [0, 0.502, false],
  [1, 0.498, false],
  [1, 0.4995, true],
  [2, 0.9999, true],
  [2, 0.7485, false],
  [3, 0.9999, false],
  [4, 0.9999, false],
  [-1, 0, false],
])("candidate %i at %f: %s", (selected, u, drawn) => {
  expect(misdrawn(p, selected, u, 1e-3)).toHaveLength(drawn ? 0 : 1);
});

test("says who should have been drawn", () => {
  expect(misdrawn(p, 0, 0.6, 1e-3)).toEqual([{ where: "cur.selected", expected: "1", actual: "0" }]);
});

test("of masked candidates the first", () => {
  expect(misdrawn(new Float64Array(2), 0, 0.9, 1e-3)).toEqual([]);
  expect(misdrawn(new Float64Array(2), 1, 0.9, 1e-3)).toHaveLength(1);
});

import { expect, test } from "vitest";
import { sizesLeft } from "./cut.js";

/** Weights 4, 2, 1, 1 of eight parts, in no order. */
const candidates = {
  logit: Float64Array.from([1, 4, 1, 2], Math.log),
  error: new Float64Array(4),
};
const off = { k: 4, top_p: 1, min_p: 0 };

test.each([
  ["nothing cuts", {}, 4, 4],
  ["top-k", { k: 2 }, 2, 2],
  ["top-p", { top_p: 0.6 }, 2, 2],
  ["top-p of what top-k left", { k: 3, top_p: 0.8 }, 2, 2],
  ["top-p next to a tie", { top_p: 0.5 }, 1, 2],
  ["min-p", { min_p: 0.3 }, 2, 2],
  ["min-p next to a tie", { min_p: 0.5 }, 1, 2],
  ["min-p that nobody reaches", { min_p: 2 }, 1, 1],
  ["the smaller of two", { top_p: 0.8, min_p: 0.9 }, 1, 1],
])("%s", (_, cuts, least, most) => {
  expect(sizesLeft(candidates, { ...off, ...cuts })).toEqual({ least, most });
});

test("masked tokens are cut by top-k alone", () => {
  const masked = { logit: new Float64Array(5).fill(-Infinity), error: new Float64Array(5) };
  expect(sizesLeft(masked, { k: 3, top_p: 0.5, min_p: 0.5 })).toEqual({ least: 3, most: 3 });
});

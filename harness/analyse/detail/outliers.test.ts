import { expect, test } from "vitest";
import { outliers } from "./outliers.js";
import { percentiles } from "./percentiles.js";

// NIST/SEMATECH e-Handbook of Statistical Methods, 7.1.6, "What are outliers in the data?": 90 values with lower
// quartile 429.75, upper quartile 742.25, inner fences −39 and 1211, outer fences −507.75 and 1679.75; 1441 is the only
// outlier, a mild one.
const NIST = Float64Array.from([
  30, 171, 184, 201, 212, 250, 265, 270, 272, 289, 305, 306, 322, 322, 336, 346, 351, 370, 390, 404, 409, 411,
  436, 437, 439, 441, 444, 448, 451, 453, 470, 480, 482, 487, 494, 495, 499, 503, 514, 521, 522, 527, 548,
  550, 559, 560, 570, 572, 574, 578, 585, 592, 592, 607, 616, 618, 621, 629, 637, 638, 640, 656, 668, 707,
  709, 719, 737, 739, 752, 758, 766, 792, 792, 794, 802, 818, 830, 832, 843, 858, 860, 869, 918, 925, 953,
  991, 1000, 1005, 1068, 1441,
]);

test("the handbook's data have one mild outlier", () => {
  expect(NIST).toHaveLength(90);
  expect(percentiles(NIST).p50).toBe(559.5);
  expect(outliers(NIST, 429.75, 742.25)).toEqual({ mild: 1, severe: 0 });
  const { p25, p75 } = percentiles(NIST);
  expect(outliers(NIST, p25, p75)).toEqual({ mild: 1, severe: 0 });
});

test.each([
  [-39, 0, 0],
  [-39.01, 1, 0],
  [-507.75, 1, 0],
  [-507.76, 0, 1],
  [1211, 0, 0],
  [1211.01, 1, 0],
  [1679.75, 1, 0],
  [1679.76, 0, 1],
])("at the handbook's fences %f counts as %i mild and %i severe", (value, mild, severe) => {
  expect(outliers(Float64Array.of(value), 429.75, 742.25)).toEqual({ mild, severe });
});

test("with half of all samples alike every other one is far out", () => {
  expect(outliers(Float64Array.of(9, 10, 10, 10, 11), 10, 10)).toEqual({ mild: 0, severe: 2 });
});

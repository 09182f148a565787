import { expect, it } from "vitest";
import {
  distance,
  factor,
  hundredths,
  meanAndDeviation,
  percent,
  rate,
  ratio,
  significant,
} from "./number.js";

const interval = (low: number, estimate: number, high: number) => ({ estimate, low, high, confidence: 0.95 });

it.each([
  [36.6123, "36.61"],
  [0.5, "0.5000"],
  [7312.4, "7312"],
  [128_000, "128000"],
  [0.00000012, "0.000000"],
  [0, "0"],
])("four significant digits of %d: %s", (value, shown) => {
  expect(significant(value)).toBe(shown);
});

it.each([
  [0.9712, "0.971"],
  [12.34, "12.3"],
  [999.6, "1000"],
  [662_274, "> 1000"],
])("the distance to a floor of %d: %s", (times, shown) => {
  expect(distance(times)).toBe(shown);
});

it("gives a deviation the places of its mean", () => {
  expect(meanAndDeviation(36.6123, 0.1534)).toBe("36.61 ± 0.15");
});

it.each([
  [interval(1.9, 1.92, 1.94), "1.92× [1.90, 1.94]"],
  [interval(1.6, 1.92, 2.2), "1.92× [1.60, 2.20]"],
  [interval(1.0015, 1.0021, 1.0027), "1.0021× [1.0015, 1.0027]"],
  [interval(100, 103, 106), "103× [100, 106]"],
  [interval(102.8, 103, 103.2), "103.0× [102.8, 103.2]"],
  [interval(0.951, 0.953, 0.955), "0.953× [0.951, 0.955]"],
  [interval(2, 2, 2), "2.0000× [2.0000, 2.0000]"],
])("shows a ratio as far as its interval resolves it: %o", (given, shown) => {
  expect(ratio(given)).toBe(shown);
});

it("shows factors, shares and rates", () => {
  expect([factor(58 / 49), factor(103.4)]).toEqual(["1.18×", "103×"]);
  expect([percent(0.981), percent(0.9999), percent(1), hundredths(0.07)]).toEqual([
    "98 %",
    "> 99 %",
    "100 %",
    "7",
  ]);
  expect([rate(3.4969e9, "items/s"), rate(12, "items/s")]).toEqual(["3.497 Gitems/s", "12.00 items/s"]);
});

import { expect, test } from "vitest";
import {
  formatCount,
  formatLeft,
  formatPercent,
  formatRate,
  formatRatio,
  formatTime,
  formatTimes,
  plural,
  quoteRatio,
} from "./format.js";

const interval = (estimate: number, low: number, high: number) => ({ estimate, low, high, confidence: 0.95 });

test.each([
  [0.0123, 0.0004, "12.30 ns ± 0.40"],
  [0.61, 0, "610.0 ns ± 0.0"],
  [1, undefined, "1.000 us"],
  [36.617, 0.0412, "36.62 us ± 0.04"],
  [393.94, 2.25, "393.9 us ± 2.3"],
  [8812.4, 130, "8.812 ms ± 0.130"],
  [2_500_000, 10_000, "2.500 s ± 0.010"],
  [3.6e9, undefined, "3600 s"],
])("time %d ± %d us", (microseconds, deviation, expected) => {
  expect(formatTime(microseconds, deviation)).toBe(expected);
});

test.each([
  [interval(1.93, 1.91, 1.95), "1.93× [1.91, 1.95]"],
  // Ends are rounded outward,
  [interval(1.0312, 1.0151, 1.0449), "1.03× [1.01, 1.05]"],
  // decimals follow the interval's width,
  [interval(1.02041, 1.01992, 1.0209), "1.0204× [1.0199, 1.0209]"],
  [interval(123.4, 118.2, 128.9), "123× [118, 129]"],
  [interval(12.34, 12.1, 12.6), "12.3× [12.1, 12.6]"],
  [interval(0.0023, 0.0021, 0.0026), "0.0023× [0.0021, 0.0026]"],
  // and an interval of no width is not an error.
  [interval(2, 2, 2), "2.00× [2.00, 2.00]"],
])("ratio %j", (ratio, expected) => {
  expect(formatRatio(ratio)).toBe(expected);
});

test("a quoted ratio has the digits of the whole one, its low end rounded down", () => {
  expect(quoteRatio(interval(1.93, 1.9199, 1.95))).toEqual({ estimate: "1.93×", low: "1.91×" });
});

test("counts, shares, rates, and what is left", () => {
  expect(formatCount(2400)).toBe("2,400");
  expect([plural(1, "trial"), plural(0, "trial"), plural(2, "library", "libraries")]).toEqual([
    "1 trial",
    "0 trials",
    "2 libraries",
  ]);
  expect([0.01, 0.005, 1, 0.9666].map(formatPercent)).toEqual(["1 %", "0.5 %", "100 %", "96.7 %"]);
  expect([0.123, 85.44, 162.4, 12345.6].map(formatRate)).toEqual(["0.12", "85.4", "162", "12,346"]);
  expect([0, Number.NaN, 0.4, 8.2, 89.4, 200].map(formatLeft)).toEqual([
    "",
    "",
    "less than 1 s left",
    "about 8 s left",
    "about 89 s left",
    "about 3 min left",
  ]);
});

test("several times share the unit and the decimals of one", () => {
  expect(formatTimes([0.9, 36.617, 1902.3], 36.617)).toEqual({
    unit: "us",
    texts: ["0.90", "36.62", "1902.30"],
  });
  expect(formatTimes([0.0005, 2], 0.4)).toEqual({ unit: "ns", texts: ["0.5", "2000.0"] });
});

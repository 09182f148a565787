import { expect, test } from "vitest";
import type { Attempt } from "../model/accuracy.js";
import type { Verdict } from "../model/analysis.js";
import { isWrong, score } from "./accuracy.js";

test.each<[number, number, Verdict[]]>([
  // What the truth is, the margin, and every verdict that it contradicts.
  [1, 0.01, ["faster", "slower"]],
  [1.02, 0.01, ["slower", "equivalent"]],
  [1 / 1.02, 0.01, ["faster", "equivalent"]],
  [1.005, 0.01, ["faster", "slower"]],
  [1.01, 0.01, ["faster", "slower", "equivalent"]],
  [1 / 1.01, 0.01, ["faster", "slower", "equivalent"]],
])("of a truth of %f at margin %f the wrong verdicts are known", (truth, margin, wrong) => {
  const all: Verdict[] = ["faster", "slower", "equivalent", "inconclusive"];
  expect(all.filter((verdict) => isWrong(verdict, { truth, margin }))).toEqual(wrong);
});

const attempt = (estimate: number, half: number, verdict: Verdict, seconds: number): Attempt => ({
  estimate,
  low: estimate * Math.exp(-half),
  high: estimate * Math.exp(half),
  verdict,
  trials: 5,
  kept: 1,
  measuring: 0.5,
  seconds,
});

test("attempts amount to errors, widths, coverage and verdicts", () => {
  const found = score({ truth: 2, margin: 0.01 }, [
    attempt(2, 0.01, "faster", 1),
    attempt(2.02, 0.02, "faster", 2),
    attempt(1.9, 0.03, "equivalent", 3),
  ]);
  expect(found.runs).toBe(3);
  expect(found.verdicts).toEqual({ faster: 2, slower: 0, equivalent: 1, inconclusive: 0 });
  expect(found.wrong).toBe(1);
  expect(found.covered).toBe(2);
  expect(found.error.p50).toBeCloseTo(0.01);
  expect(found.error.max).toBeCloseTo(0.05);
  expect(found.half_width.p50).toBeCloseTo(0.02);
  expect(found.seconds).toEqual({ p50: 2, p95: 2.9 });
});

test("no attempts have no score", () => {
  expect(() => score({ truth: 1, margin: 0.01 }, [])).toThrow(RangeError);
});

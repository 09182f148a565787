import { describe, expect, it, test } from "vitest";
import { DEFAULT_THRESHOLDS } from "../model/ratchet.js";
import { decide, judge, precisionFor } from "./ratchet.js";

test.each([
  [[0.94, 0.96], "slower"],
  [[0.94, 0.971], "open"], // 1 ÷ 1.03 is 0.9709
  [[0.98, 1.02], "within"],
  [[0.98, 1.2], "within"],
  [[1.04, 1.06], "within"],
  [[1.051, 1.2], "faster"],
  [[0.9, 1.2], "open"],
] as const)("%j is %s", ([low, high], distance) => {
  expect(judge({ low, high }, DEFAULT_THRESHOLDS)).toBe(distance);
});

describe("decide", () => {
  it("believes in a change only if fresh processes confirm it", () => {
    expect(decide(["slower"])).toBeNull();
    expect(decide(["slower", "slower"])).toBe("regression");
    expect(decide(["slower", "within"])).toBe("unchanged");
    expect(decide(["slower", "open"])).toBeNull();
    expect(decide(["faster", "faster"])).toBe("improvement");
    expect(decide(["faster", "slower"])).toBeNull();
    expect(decide(["faster", "slower", "slower"])).toBe("regression");
  });

  it("asks again about what is open, and gives up", () => {
    expect(decide(["open"])).toBeNull();
    expect(decide(["open", "slower"])).toBeNull();
    expect(decide(["open", "slower", "slower"])).toBe("regression");
    expect(decide(["open", "open", "open"])).toBe("ambiguous");
    expect(decide(["slower", "open", "slower"])).toBe("ambiguous");
  });
});

test("the nearer a threshold, the finer the next measurement", () => {
  expect(precisionFor({ estimate: 1 / 1.035 }, DEFAULT_THRESHOLDS)).toBeCloseTo(Math.log(1.035 / 1.03) / 2);
  expect(precisionFor({ estimate: 1 / 1.03 }, DEFAULT_THRESHOLDS)).toBe(0.001);
  expect(precisionFor({ estimate: 2 }, DEFAULT_THRESHOLDS)).toBe(0.01);
});

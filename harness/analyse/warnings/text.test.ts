import { expect, test } from "vitest";
import { difference, percent, plural } from "./text.js";

test("quantities as people read them", () => {
  expect([0.001234, 0.01, 0.0567, 0.123, 1.5].map(percent)).toEqual([
    "0.12 %",
    "1 %",
    "5.7 %",
    "12 %",
    "150 %",
  ]);
  expect([plural(1, "trial"), plural(0, "trial")]).toEqual(["1 trial", "0 trials"]);
  expect(difference(-Math.log(1.05))).toBe("5 %");
});

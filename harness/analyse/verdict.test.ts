import fc from "fast-check";
import { expect, test } from "vitest";
import { verdict } from "./verdict.js";

test.each([
  [1.011, 1.02, "faster"],
  [1.01, 1.02, "inconclusive"],
  [1.0001, 1.0099, "equivalent"],
  [1 / 1.01, 1.01, "equivalent"],
  [0.99, 1.01, "inconclusive"],
  [1 / 1.01, 1.0101, "inconclusive"],
  [0.5, 2, "inconclusive"],
  [0.97, 1 / 1.01, "inconclusive"],
  [0.97, 0.99, "slower"],
])("[%f, %f] at a margin of 0.01 is %s", (low, high, expected) => {
  expect(verdict({ low, high }, 0.01)).toBe(expected);
});

test("the mirrored interval gets the mirrored verdict", () => {
  const mirrored = {
    faster: "slower",
    slower: "faster",
    equivalent: "equivalent",
    inconclusive: "inconclusive",
  };
  const log = fc.double({ min: -0.1, max: 0.1, noNaN: true });
  fc.assert(
    fc.property(log, log, fc.constantFrom(0.005, 0.01, 0.05), (a, b, margin) => {
      const [low, high] = [Math.exp(Math.min(a, b)), Math.exp(Math.max(a, b))];
      // The edges themselves are left out: 1 / (1 / x) need not be x in floating point.
      const edge = Math.log1p(margin);
      fc.pre([a, b].every((x) => Math.abs(Math.abs(x) - edge) > 1e-12));
      expect(verdict({ low: 1 / high, high: 1 / low }, margin)).toBe(
        mirrored[verdict({ low, high }, margin)],
      );
    }),
  );
});

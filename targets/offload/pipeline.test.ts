import { expect, test } from "vitest";
import { tokensOf } from "./pipeline.js";

/** Round by round, in whole numbers of any size. */
function stepByStep(seed: readonly number[], steps: number, work: number): number[] {
  let x = seed.map(BigInt);
  return Array.from({ length: steps }, (_, s) => {
    x = x.map((value) => {
      let now = value ^ BigInt.asUintN(32, BigInt(s + 1) * 0x9e3779b9n);
      for (let round = 0; round < work; round++) now = BigInt.asUintN(32, now * 1664525n + 1013904223n);
      return now;
    });
    const logits = x.map((value) => Number(BigInt.asIntN(32, value) >> 8n) / 2 ** 16);
    return logits.indexOf(Math.max(...logits));
  });
}

const seed = Array.from({ length: 300 }, (_, i) => (i * 0x12345679 + 7) >>> 0);

test.each([0, 1, 2, 17])("jumping over %i rounds is taking them", (work) => {
  const { ids } = tokensOf({ steps: 9, seed_values: Uint32Array.from(seed), n: seed.length, work });
  expect([...ids]).toEqual(stepByStep(seed, 9, work));
});

test("what 24 bits cannot tell apart is equal, and the first is taken", () => {
  const seed_values = Uint32Array.of(0, 1, 2, 3);
  expect([...tokensOf({ steps: 1, seed_values, n: 4, work: 0 }).ids]).toEqual([0]);
});

test("nothing to choose from, and no steps", () => {
  const none = { seed_values: new Uint32Array(0), n: 0, work: 3 };
  expect([...tokensOf({ ...none, steps: 2 }).ids]).toEqual([-1, -1]);
  expect([...tokensOf({ ...none, steps: -1 }).ids]).toEqual([]);
});

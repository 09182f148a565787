import { expect, test } from "vitest";
import { randomStream } from "../../harness/support/random.js";
import { argmaxOf, tied, workloads } from "./argmax.js";

/** The ids of rows of equal length. */
const idsOf = (...rows: readonly (readonly number[])[]) => {
  const n = rows[0]?.length ?? 0;
  return [
    ...argmaxOf({ logits: Float32Array.from(rows.flat()), n, rows: rows.length, batch: rows.length }).ids,
  ];
};

test.each([
  ["the first of equals", [1, 3, 2, 3], 1],
  ["+0 equals −0", [-1, -0, 0], 1],
  ["all masked", [-Infinity, -Infinity], 0],
  ["NaN in first place", [Number.NaN, 5], 0],
  ["NaN elsewhere", [-Infinity, Number.NaN, -3, Number.NaN], 2],
  ["a denormal", [0, 2 ** -149], 1],
  ["+∞", [3e38, Infinity, Infinity], 1],
])("%s", (_, row, id) => {
  expect(idsOf(row)).toEqual([id]);
});

test("each row by itself, and only those that are asked for", () => {
  expect(idsOf([1, 2], [4, 3], [5, 6])).toEqual([1, 0, 1]);
  const logits = Float32Array.of(1, 2, 4, 3);
  expect([...argmaxOf({ logits, n: 2, rows: 2, batch: 1 }).ids]).toEqual([1]);
});

test("rows without logits have no id", () => {
  expect(idsOf([], [])).toEqual([-1, -1]);
});

test("the ids of a workload differ from row to row and from instance to instance", () => {
  const { n, batch, logits } = workloads.batch8;
  const ids = [42, 43].flatMap((seed) => {
    const random = randomStream(seed, "logits");
    const values = logits({ n: n * batch, random, instance: 0 }) as Float32Array;
    return [...argmaxOf({ logits: values, n, rows: batch, batch }).ids];
  });
  expect(new Set(ids).size).toBeGreaterThan(12);
});

test("ties are drawn at borders, and NaN where rows begin", () => {
  const drawn = Array.from({ length: 200 }, (_, seed) => {
    const values = tied({ n: 20_000, random: randomStream(seed, "logits"), instance: 0 }) as Float32Array;
    const rowBegins = [0, 4000, 5000, 10_000].filter((i) => Number.isNaN(values[i]));
    const id = argmaxOf({ logits: values, n: 20_000, rows: 1, batch: 1 }).ids[0] as number;
    const equals = values.reduce((count, value) => count + Number(value === values[id]), 0);
    return { ties: equals > 1 && equals < 30, begins: rowBegins.length > 1 };
  });
  expect(drawn.filter(({ ties }) => ties).length).toBeGreaterThan(50);
  expect(drawn.filter(({ begins }) => begins).length).toBeGreaterThan(10);
});

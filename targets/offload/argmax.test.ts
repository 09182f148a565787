import { expect, test } from "vitest";
import { randomStream } from "../../harness/support/random.js";
import { argmaxOf, tied } from "./argmax.js";

/** The ids of one or two rows of equal length. */
const idsOf = (...rows: readonly (readonly number[])[]) => {
  const n = rows[0]?.length ?? 0;
  const inputs = { pool: Float32Array.from(rows.flat()), starts: Uint32Array.of(0, n), n };
  return [...argmaxOf({ ...inputs, rows: rows.length, batch: rows.length }).ids];
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
  expect(idsOf([1, 2], [4, 3])).toEqual([1, 0]);
  const inputs = { pool: Float32Array.of(1, 2, 4, 3), starts: Uint32Array.of(0, 2), n: 2, rows: 2 };
  expect([...argmaxOf({ ...inputs, batch: 1 }).ids]).toEqual([1]);
});

test("rows without logits have no id", () => {
  expect(idsOf([], [])).toEqual([-1, -1]);
});

test("ties are drawn at borders, and NaN in first place", () => {
  const n = 10_000;
  const drawn = Array.from({ length: 200 }, (_, seed) => {
    const pool = tied({ n: 2 * n, random: randomStream(seed, "pool"), instance: 0 }) as Float32Array;
    const row = pool.subarray(0, n);
    const id = argmaxOf({ pool, starts: Uint32Array.of(0), n, rows: 1, batch: 1 }).ids[0] as number;
    const equals = row.reduce((count, value) => count + Number(value === row[id]), 0);
    return { ties: equals > 1 && equals < 30, nan: Number.isNaN(row[0]) };
  });
  expect(drawn.filter(({ ties }) => ties).length).toBeGreaterThan(40);
  expect(drawn.filter(({ nan }) => nan).length).toBeGreaterThan(30);
});

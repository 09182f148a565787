import { expect, test } from "vitest";
import { randomStream } from "../../harness/support/random.js";
import { argmaxOf } from "./argmax.js";
import { begins, hot, rowOf } from "./rows.js";

test("the ids of a workload differ from row to row and from instance to instance", () => {
  const { pool, n, rows } = hot.batch8;
  const ids = [42, 43].flatMap((seed) => {
    const random = randomStream(seed, "pool");
    const values = pool({ n: 2 * n, random, instance: 0 }) as Float32Array;
    const starts = Uint32Array.from({ length: rows }, () => random.integer(0, n));
    return [...argmaxOf({ pool: values, starts, n, rows, batch: rows }).ids];
  });
  expect(new Set(ids).size).toBeGreaterThan(12);
});

test("rows are cut out of the pool at any place, its two ends among them", () => {
  const inputs = {
    pool: Float32Array.of(0, 1, 2, 3, 4, 5),
    starts: Uint32Array.of(0, 3, 4, 6),
    n: 3,
    rows: 4,
  };
  expect([0, 1, 2, 3].map((r) => [...rowOf(inputs, r)])).toEqual([
    [0, 1, 2],
    [3, 4, 5],
    [0, 1, 2],
    [2, 3, 4],
  ]);
  expect([...rowOf({ ...inputs, pool: new Float32Array(0), n: 0 }, 3)]).toEqual([]);
});

test("drawn starts are the pool's own at times, and differ otherwise", () => {
  const drawn = begins({ n: 300, random: randomStream(42, "starts"), instance: 0 }) as Float64Array;
  expect(drawn.filter((start) => start === 0).length).toBeGreaterThan(50);
  expect(new Set(drawn).size).toBeGreaterThan(150);
  expect(drawn.every((start) => start >= 0 && start < 2 ** 32)).toBe(true);
});

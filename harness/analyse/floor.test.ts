import { expect, test } from "vitest";
import { floorOf, type Movement } from "./floor.js";

const KIB = 1024;
const point = (bytes: number, read_gb_s: number, update_gb_s: number) => ({
  threads: 1,
  bytes,
  read_gb_s,
  update_gb_s,
});
/** In no order; what 64 KiB were read with is a disturbance, since 256 KiB are read faster. */
const bandwidth = [
  point(256 * KIB, 200, 400),
  point(16 * KIB, 400, 500),
  point(64 * KIB, 150, 400),
  point(1024 * KIB, 100, 100),
];
const N = 256 * KIB;
const about: Movement = {
  declared: N,
  readable: N,
  written: 0,
  footprint: N,
  stateful: false,
  cold: false,
  bandwidth,
};

test.each<[string, Partial<Movement>, number]>([
  ["what is only read, by the rate of reading", {}, N / 200],
  ["what is updated in place, by the slower of reading and writing", { declared: 2 * N }, N / 200],
  ["what is changed, though the declared bytes are no more than the arguments", { written: N }, N / 200],
  [
    "little that is read and much that is written",
    { readable: N / 8, written: (7 * N) / 8 },
    (7 * N) / 8 / 200,
  ],
  ["an output, by the rate of writing", { readable: 0, written: N }, N / 200],
  ["more changed than was declared", { written: 2 * N }, N / 200],
  ["a state, by the best split", { stateful: true, readable: 0 }, N / (200 + 200)],
  ["a state, and an output that must be written", { stateful: true, written: 0.75 * N }, (0.75 * N) / 200],
  ["between two sizes", { declared: 512 * KIB, readable: 1e9, footprint: 512 * KIB }, (512 * KIB) / 141.42],
  ["less than a measured size that was disturbed", { declared: 64 * KIB }, (64 * KIB) / 200],
  ["less than all measured sizes", { declared: 64 }, 64 / 400],
  ["more than all of them", { declared: 1e9, readable: 1e9, footprint: 1e9 }, 1e9 / 100],
  ["a few bytes of many", { declared: 64, footprint: 1e9 }, 64 / 400],
  ["evicted", { cold: true }, N / 100],
])("%s", (_, parts, ns) => {
  expect(floorOf({ ...about, ...parts })).toBeCloseTo(ns, 0);
});

test("writing limits where it is slower", () => {
  const slow = [point(N, 200, 100)];
  expect(floorOf({ ...about, declared: 2 * N, bandwidth: slow })).toBeCloseTo(N / 50, 6);
});

test("there is none where nothing is declared or measured", () => {
  expect(floorOf({ ...about, declared: 0 })).toBeNull();
  expect(floorOf({ ...about, bandwidth: [] })).toBeNull();
});

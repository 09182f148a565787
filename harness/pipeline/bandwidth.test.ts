import { expect, test } from "vitest";
import { better } from "./bandwidth.js";

const point = (threads: number, bytes: number, read_gb_s: number, update_gb_s: number) => ({
  threads,
  bytes,
  read_gb_s,
  update_gb_s,
});

test("what was measured twice keeps its higher rates, and nothing is lost", () => {
  const known = [point(1, 1024, 400, 450), point(1, 2048, 90, 120), point(2, 1024, 800, 900)];
  const found = [point(1, 1024, 380, 460), point(1, 2048, 100, 110), point(1, 4096, 50, 60)];
  expect(better(known, found)).toEqual([
    point(1, 1024, 400, 460),
    point(1, 2048, 100, 120),
    point(2, 1024, 800, 900),
    point(1, 4096, 50, 60),
  ]);
  expect(better([], found)).toEqual(found);
});

import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { writeTree } from "./testing/tree.js";
import { readTicks } from "./ticks.js";

it("reads ticks per CPU", () => {
  const root = writeTree({
    "proc/stat": "cpu  3 0 3 20 5 0 0 9 4 0\ncpu0 1 0 1 10 5 0 0 2 1 0\ncpu1 2 0 2 10 0 3 1 7 3 0\nintr 5\n",
  });
  expect([...readTicks({ platform: "linux", arch: "x64", root })]).toEqual([
    [0, { steal: 2, busy: 2, total: 19 }],
    [1, { steal: 7, busy: 8, total: 25 }],
  ]);
  rmSync(root, { recursive: true });
});

it("says nothing where the system tells nothing", () => {
  expect([...readTicks({ platform: "darwin", arch: "arm64", root: "/nowhere" })]).toEqual([]);
});

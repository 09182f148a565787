import { rmSync } from "node:fs";
import { expect, it } from "vitest";
import { writeTree } from "../support/testing/tree.js";
import { readLoad, readTicks } from "./observe.js";

it("reads ticks per CPU and the load", () => {
  const root = writeTree({
    "proc/stat": "cpu  3 0 3 20 0 0 0 9 4 0\ncpu0 1 0 1 10 0 0 0 2 1 0\ncpu1 2 0 2 10 0 0 0 7 3 0\nintr 5\n",
    "proc/loadavg": "0.42 0.30 0.20 1/100 4242\n",
  });
  const system = { platform: "linux", arch: "x64", root } as const;
  expect([...readTicks(system)]).toEqual([
    [0, { steal: 2, total: 14 }],
    [1, { steal: 7, total: 21 }],
  ]);
  expect(readLoad(system)).toBe(0.42);
  rmSync(root, { recursive: true });
});

it("says nothing where the system tells nothing", () => {
  const system = { platform: "darwin", arch: "arm64", root: "/nowhere" } as const;
  expect([...readTicks(system)]).toEqual([]);
  expect(readLoad(system)).toBeNull();
});

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { packageRoot } from "../support/package.js";
import { temporaryProject } from "../support/testing/project.js";
import { bandwidthSizes, measureBandwidth } from "./bandwidth.js";

const MIB = 2 ** 20;

test("sizes reach from the first cache to well beyond the last, as memory allows", () => {
  const l3 = [{ level: 3, type: "Unified", bytes: 32 * MIB }];
  expect(bandwidthSizes(l3, 4096 * MIB)).toEqual([
    ...[16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536].map((kib) => kib * 1024),
    128 * MIB,
  ]);
  expect(bandwidthSizes([], 4096 * MIB).at(-1)).toBe(64 * MIB);
  expect(bandwidthSizes(l3, 10 * MIB).at(-1)).toBe(4 * MIB);
});

/** What collects garbage at once; the flag may be set at any time, for contexts made from then on. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

test("every size is measured, by as many threads as asked for, whatever is collected meanwhile", async () => {
  const { root } = temporaryProject();
  const library = join(root, "bandwidth.so");
  const source = join(packageRoot, "harness", "native", "pawl", "bandwidth.cpp");
  execFileSync("g++", ["-std=c++20", "-O3", "-fPIC", "-shared", "-pthread", source, "-o", library]);
  const collect = collector();
  const collecting = setInterval(() => {
    collect();
    // In the place of what was collected: sizes that end the process of whoever believes them.
    for (let i = 0; i < 2000; i++) new BigUint64Array(13).fill(2n ** 40n);
  }, 5);
  onTestFinished(() => clearInterval(collecting));
  for (const threads of [1, 2]) {
    const points = await measureBandwidth(library, { caches: [] }, threads, []);
    expect(points.map(({ bytes }) => bytes)).toEqual(bandwidthSizes([], process.availableMemory()));
    for (const point of points) {
      expect(point.threads).toBe(threads);
      expect(Math.min(point.read_gb_s, point.update_gb_s)).toBeGreaterThan(0);
      expect(Math.max(point.read_gb_s, point.update_gb_s)).toBeLessThan(1e5);
    }
  }
});

import { expect, test } from "vitest";
import { input } from "../index.js";
import type { Analysis } from "../model/analysis.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../support/testing/target.js";
import { floorFor } from "./floor.js";
import type { Proof } from "./prove.js";

const target = sampleTarget(
  { kernel: { name: "sum", args: { x: input("u8", "n"), n: "usize" }, returns: "u64" } },
  [sampleVariant("a")],
);
const proof = {
  workload: sampleWorkload({}),
  inputs: { layout: { bytes: 1000 } },
  verification: { touched: { readable: 1000, written: 0 } },
} as Proof;
const reading = (rate: number) => [{ threads: 1, bytes: 1024, read_gb_s: rate, update_gb_s: 2 * rate }];

/** The floor of 1000 bytes that were read at 10 GB/s first and at 20 then, and how often that was measured again. */
async function floorBeside(...medians: number[]): Promise<[number | null, number]> {
  const variants = Object.fromEntries(medians.map((median, i) => [`v${i}`, { times: { median } }]));
  let again = 0;
  const floor = await floorFor(target, proof, { bytes: 1000 }, { variants } as unknown as Analysis, {
    points: reading(10),
    again: async () => {
      again += 1;
      return reading(20);
    },
  });
  return [floor, again];
}

test("the bandwidth is measured again when a variant is below the floor, and only then", async () => {
  expect(await floorBeside(101, 300)).toEqual([100, 0]);
  expect(await floorBeside(300, 99)).toEqual([50, 1]);
  expect(await floorBeside()).toEqual([100, 0]);
});

test("without a bandwidth, or declared bytes, there is no floor", async () => {
  const again = async () => reading(20);
  expect(await floorFor(target, proof, { bytes: 1000 }, null, undefined)).toBeNull();
  expect(await floorFor(target, proof, {}, null, { points: reading(10), again })).toBeNull();
});

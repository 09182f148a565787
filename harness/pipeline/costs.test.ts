import { expect, test } from "vitest";
import { inout } from "../index.js";
import type { Cost } from "../model/target.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../support/testing/target.js";
import { costsOf } from "./costs.js";

const signature = { kernel: { name: "kernel", args: { x: inout("f32", "n"), n: "usize" } } } as const;
const workload = sampleWorkload({ n: 3, x: [1, 2, 3] });
const inputs = { n: 3, x: Float32Array.of(1, 2, 3) };
const costsWith = (parts: { readonly bytes?: Cost; readonly flops?: Cost }) =>
  costsOf(sampleTarget(signature, [sampleVariant("base")], parts), workload, inputs);

test("costs are what the declaration makes of the inputs", () => {
  expect(costsWith({ bytes: ({ n }) => 8 * (n as number), flops: () => 0 })).toEqual({
    bytes: 24,
    flops: 0,
    items: undefined,
  });
});

test.each<[string, Cost, string]>([
  [
    "throws",
    () => {
      throw new Error("no such cost");
    },
    "throws: no such cost",
  ],
  ["is no number", ({ n }) => (n as number) / 0, "yields Infinity"],
  ["is negative", () => -8, "yields -8"],
  ["is nothing", () => undefined as never, "yields no number but a value of type undefined"],
])("a cost that %s is a problem", (_, bytes, how) => {
  expect(() => costsWith({ bytes })).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({
        code: "COST_FAILED",
        message: `\`bytes\` of 1.1 (workload small) ${how}.`,
        where: "targets/demo/target.ts",
        mend: expect.stringContaining("finite"),
      }),
    }),
  );
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inout, input, output, struct } from "../index.js";
import type { Segment } from "../model/layout.js";
import type { OracleFunction } from "../model/target.js";
import { encodeColumn, encodeSlot } from "../support/codec.js";
import { layoutOf } from "../support/layout.js";
import { temporaryProject } from "../support/testing/project.js";
import { readImages, referenceByFunction } from "./reference.js";

const array = struct("numbers", { data: inout("f32", "size"), size: "i32" });
const layout = layoutOf(
  {
    kernel: { name: "k", args: { cur: inout(array), x: input("f32", "n"), y: output("f64", "n"), n: "i32" } },
  },
  { "": { n: 2 }, cur: { size: 3 } },
);
const image = new Uint8Array(layout.bytes);
const [cur, data, x] = layout.segments as [Segment, Segment, Segment];
encodeColumn(image, cur, Int32Array.of(3), "size");
encodeColumn(image, data, Float32Array.of(1, 2, 3));
encodeColumn(image, x, Float32Array.of(8, 9));
encodeSlot(image, "i32", 0, 2);

const reference = (oracle: OracleFunction) => referenceByFunction(oracle, 0, image, layout, []);

test("what an oracle does not mention is expected unchanged", () => {
  const { expected, inputs } = reference(() => ({ cur: { data: [4, 5, 6] } }));
  expect(expected).toEqual({
    cur: { data: [4, 5, 6], size: 3 },
    x: Float32Array.of(8, 9),
    y: Float64Array.of(0, 0),
    n: 2,
  });
  expect(inputs.cur).toEqual({ data: Float32Array.of(1, 2, 3), size: 3 });
});

test("an oracle may work in place without changing what counts as input", () => {
  const { expected, inputs } = reference(({ cur }: { cur: { data: Float32Array } }) => {
    cur.data.reverse();
    return { cur };
  });
  expect(expected.cur).toEqual({ data: Float32Array.of(3, 2, 1), size: 3 });
  expect(inputs.cur).toEqual({ data: Float32Array.of(1, 2, 3), size: 3 });
});

test("an oracle may shrink what it says is smaller", () => {
  expect(reference(() => ({ cur: { data: [7], size: 1 } })).expected.cur).toEqual({ data: [7], size: 1 });
  expect(reference(() => ({ cur: { data: [7], size: 1n } })).expected.cur).toEqual({ data: [7], size: 1n });
});

test.each<[string, Record<string, unknown>, string]>([
  ["an empty output", { y: [] }, "0 of the 2 elements of y"],
  ["a short nested output", { cur: { data: [1, 2] } }, "2 of the 3 elements of cur.data"],
  ["nothing where a size should be", { cur: { size: undefined } }, "0 of the 1 elements of cur.size"],
  ["null for a buffer", { y: null }, "0 of the 2 elements of y"],
])("elements that an oracle leaves out would go unjudged: %s", (_, outputs, message) => {
  expect(() => reference(() => outputs)).toThrow(message);
});

test("reads chosen images back, each in memory of its own", async () => {
  const file = join(temporaryProject().root, "images");
  writeFileSync(
    file,
    Uint8Array.from({ length: 4 * layout.bytes }, (_, i) => i / layout.bytes),
  );
  const images = await readImages(file, layout, [3, 0]);
  expect(images.map((bytes) => [bytes.length, bytes.byteOffset, new Set(bytes)])).toEqual([
    [layout.bytes, 0, new Set([3])],
    [layout.bytes, 0, new Set([0])],
  ]);
});

import { expect, test } from "vitest";
import { inout, input, output, struct } from "../index.js";
import type { Signature } from "../model/kernel.js";
import { encodeColumn, encodeSlot } from "../support/codec.js";
import { layoutOf } from "../support/layout.js";
import { plainInput } from "./plain.js";
import { showInput } from "./shown.js";

const list = struct("list", { data: inout("i64", "size"), size: "usize", sorted: "bool" });
const signature: Signature = {
  kernel: {
    name: "k",
    args: { cur: inout(list), x: input("f32", "n"), y: output("f32", "n"), n: "i32" },
    returns: "f64",
  },
};

test("scalars, runs of equal elements and nested buffers, without outputs that hold nothing", () => {
  const layout = layoutOf(signature, { "": { n: 40 }, cur: { size: 2 } });
  const image = new Uint8Array(layout.bytes);
  const segment = (path: string) =>
    layout.segments.find((s) => s.path === path) as (typeof layout.segments)[number];
  encodeSlot(image, "i32", layout.slots[0]?.offset ?? 0, 40);
  const x = new Float32Array(40);
  x.set([-0, Number.NaN, -Infinity], 3);
  x.set([0.8, 2 ** -149, 16_777_215, 4, 5, 6], 20);
  encodeColumn(image, segment("x"), x);
  encodeColumn(image, segment("cur"), BigUint64Array.of(2n), "size");
  encodeColumn(image, segment("cur.data"), BigInt64Array.of(2n ** 60n, -1n));
  const blank = [layout.segments.indexOf(segment("y"))];
  expect(showInput({ layout, image }, blank)).toBe(
    "n = 40, cur.size = 2, cur.sorted = false, cur.data = [1152921504606846976, -1], " +
      "x = [0 × 3, -0, NaN, -Infinity, 0 × 14, 0.8, 1.4013e-45, 16777215, … 40 elements]",
  );
  const plain = plainInput({ layout, image }, blank);
  expect(plain).toEqual({
    n: 40,
    cur: { size: 2, sorted: false, data: ["1152921504606846976", -1] },
    x: [
      0,
      0,
      0,
      "-0",
      "NaN",
      "-Infinity",
      ...Array(14).fill(0),
      0.8,
      1.4013e-45,
      16777215,
      4,
      5,
      6,
      ...Array(14).fill(0),
    ],
  });
  expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
});

test("a long input is not listed", () => {
  const layout = layoutOf(signature, { "": { n: 5000 }, cur: { size: 2 } });
  expect(plainInput({ layout, image: new Uint8Array(layout.bytes) }, [])).toBeNull();
});

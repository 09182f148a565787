import fc from "fast-check";
import { expect, test } from "vitest";
import { inout, input, struct } from "../declare/kernel.js";
import type { Segment } from "../model/layout.js";
import { is64BitInteger, isFloat, SCALARS, type Scalar, type TypedArray } from "../model/scalar.js";
import { decodeColumn, decodeImage, decodeSlot, encodeColumn, encodeSlot } from "./codec.js";
import { layoutOf } from "./layout.js";

const NAMES = Object.keys(SCALARS) as Scalar[];

const RANDOM_BYTES = { i8: -8, i16: -16, i32: -32, u8: 8, u16: 16, u32: 32 } as const;

/** Any value of a type. */
function anyOf(type: Scalar): fc.Arbitrary<number | bigint> {
  if (type === "bool") return fc.constantFrom(0, 1);
  if (type === "f32") return fc.float();
  if (isFloat(type)) return fc.double();
  if (is64BitInteger(type))
    return type === "i64"
      ? fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
      : fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const bits = RANDOM_BYTES[type];
  return bits < 0
    ? fc.integer({ min: -(2 ** (-bits - 1)), max: 2 ** (-bits - 1) - 1 })
    : fc.integer({ min: 0, max: 2 ** bits - 1 });
}

/** Numbers wherever they are exact. */
const asScalar = (type: Scalar, value: number | bigint): number | bigint | boolean =>
  type === "bool" ? value === 1 : Number.isSafeInteger(Number(value)) ? Number(value) : value;

const arrayOf = (type: Scalar, values: readonly (number | bigint)[]): TypedArray =>
  (SCALARS[type].array as { from(values: readonly unknown[]): TypedArray }).from(values);

test.each(NAMES)("%s survives a buffer, a field between others, and a slot", (type) => {
  fc.assert(
    fc.property(fc.array(anyOf(type), { minLength: 1, maxLength: 9 }), (values) => {
      const column = arrayOf(type, values);
      const n = values.length;
      const layout = layoutOf(
        {
          kernel: {
            name: "k",
            args: {
              plain: input(type, n),
              rows: inout(struct("row", { before: "u8", x: type, after: "f64" }), n),
              scalar: type,
            },
          },
        },
        { "": {} },
      );
      const image = new Uint8Array(layout.bytes);
      const [plain, rows] = layout.segments as [Segment, Segment];
      encodeColumn(image, plain, column);
      encodeColumn(image, rows, column, "x");
      encodeColumn(image, rows, new Uint8Array(n).fill(0xee), "before");
      expect(decodeColumn(image, plain, n)).toEqual(column);
      expect(decodeColumn(image, rows, n, "x")).toEqual(column);
      expect(decodeColumn(image, rows, n, "before")).toEqual(new Uint8Array(n).fill(0xee));
      expect(decodeColumn(image, rows, n, "after")).toEqual(new Float64Array(n));
      encodeSlot(image, type, 0, column[0] as number);
      expect(decodeSlot(image, type, 0)).toEqual(asScalar(type, column[0] as number | bigint));
    }),
    { numRuns: 30, seed: 1 },
  );
});

const token = struct("token", { id: "i32", logit: "f32" });
const array = struct("token_array", {
  data: inout(token, "size"),
  size: "usize",
  selected: "i64",
  sorted: "bool",
});
const signature = {
  kernel: { name: "k", args: { cur: inout(array), x: inout("i16", "n"), n: "i32" }, returns: "bool" },
} as const;

/** An image of 4 tokens and 3 numbers. */
function sampleImage() {
  const layout = layoutOf(signature, { "": { n: 3 }, cur: { size: 4 } });
  const image = new Uint8Array(layout.bytes);
  const [cur, data, x] = layout.segments as [Segment, Segment, Segment];
  encodeColumn(image, cur, BigUint64Array.of(4n), "size");
  encodeColumn(image, cur, BigInt64Array.of(-1n), "selected");
  encodeColumn(image, data, Int32Array.of(0, 1, 2, 3), "id");
  encodeColumn(image, data, Float32Array.of(0.5, 1.5, 2.5, 3.5), "logit");
  encodeColumn(image, x, Int16Array.of(7, 8, 9));
  encodeSlot(image, "i32", 0, 3);
  return { layout, image, cur };
}

test("a pointer to one struct decodes to an object, its buffers to columns", () => {
  const { layout, image } = sampleImage();
  expect(decodeImage(image, layout)).toEqual({
    cur: {
      data: { id: Int32Array.of(0, 1, 2, 3), logit: Float32Array.of(0.5, 1.5, 2.5, 3.5) },
      size: 4,
      selected: -1,
      sorted: false,
    },
    x: Int16Array.of(7, 8, 9),
    n: 3,
    returns: false,
  });
});

test.each([
  ["shrunk", 2n, 2],
  ["emptied", 0n, 0],
  ["grown beyond what was allocated", 9n, 4],
  ["no size at all", 2n ** 64n - 1n, 4],
])("decodes up to the size coming out: %s", (_, size, length) => {
  const { layout, image, cur } = sampleImage();
  encodeColumn(image, cur, BigUint64Array.of(size), "size");
  const decoded = decodeImage(image, layout) as { cur: { data: { id: Int32Array; logit: Float32Array } } };
  expect(decoded.cur.data.id).toEqual(Int32Array.of(0, 1, 2, 3).slice(0, length));
  expect(decoded.cur.data.logit.length).toBe(length);
});

test("no elements decode to empty columns, even behind the image's end", () => {
  const layout = layoutOf(
    { kernel: { name: "k", args: { t: inout(token, "n"), n: "i32" } } },
    { "": { n: 0 } },
  );
  const image = new Uint8Array(layout.bytes);
  encodeColumn(image, layout.segments[0] as Segment, new Float32Array(0), "logit");
  expect(decodeImage(image, layout)).toEqual({
    t: { id: new Int32Array(0), logit: new Float32Array(0) },
    n: 0,
  });
});

import { expect, test } from "vitest";
import { inout, input, output, struct } from "../declare/kernel.js";
import type { Signature } from "../model/kernel.js";
import { argumentsOf, countOf, layoutOf, structLayout } from "./layout.js";

const mixed = struct("mixed", { flag: "bool", wide: "f64", small: "i16", pointer: input("u8", "small") });
const token = struct("token", { id: "i32", logit: "f32", p: "f32" });
const array = struct("token_array", { data: inout(token, "size"), size: "usize", sorted: "bool" });

test.each([
  [mixed, { bytes: 32, align: 8, offsets: [0, 8, 16, 24] }],
  [token, { bytes: 12, align: 4, offsets: [0, 4, 8] }],
  [array, { bytes: 24, align: 8, offsets: [0, 8, 16] }],
  [struct("bytes", { a: "u8", b: "bool", c: "i8" }), { bytes: 3, align: 1, offsets: [0, 1, 2] }],
  [struct("tail", { a: "i64", b: "u16" }), { bytes: 16, align: 8, offsets: [0, 8] }],
])("lays $name out as C does", (type, { bytes, align, offsets }) => {
  const layout = structLayout(type);
  expect([layout.bytes, layout.align]).toEqual([bytes, align]);
  expect(layout.fields.map(({ offset }) => offset)).toEqual(offsets);
});

test("dimensions multiply, and name, state or compute their sizes", () => {
  expect(countOf([], {})).toBe(1);
  expect(countOf(["rows", 3, ({ rows = 0 }) => rows + 1], { rows: 4 })).toBe(60);
});

test.each([
  [["n"], {}, '"n" yields undefined'],
  [["n"], { n: -1 }, '"n" yields -1'],
  [["n"], { n: 1.5 }, '"n" yields 1.5'],
  [["n"], { n: 2 ** 53 }, `yields ${2 ** 53}`],
  [[() => Number.NaN], {}, "function yields NaN"],
])("refuses the dimensions %j of %j", (dims, siblings, message) => {
  expect(() => countOf(dims, siblings)).toThrow(RangeError);
  expect(() => countOf(dims, siblings)).toThrow(message);
});

const signature: Signature = {
  kernel: { name: "k", args: { cur: inout(array), t: "f32", n: "i32" }, returns: output("f32", "n") },
  state: { create: { name: "make", args: { table: input("u16", "rows"), rows: "u32" } }, destroy: "drop" },
};

test("puts the kernel's arguments first, then those of create, then what is returned", () => {
  expect(argumentsOf(signature).map(({ name, ofState }) => [name, ofState])).toEqual([
    ["cur", false],
    ["t", false],
    ["n", false],
    ["table", true],
    ["rows", true],
    ["returns", false],
  ]);
});

test("one image holds every slot and segment, a struct before what it points to", () => {
  const layout = layoutOf(signature, { "": { t: 1, n: 3, rows: 5 }, cur: { size: 10 } });
  expect(layout.slots.map(({ name, offset }) => [name, offset])).toEqual([
    ["t", 0],
    ["n", 8],
    ["rows", 16],
  ]);
  expect(
    layout.segments.map(({ path, count, stride, bytes, offset, ofState, direction }) => [
      path,
      count,
      stride,
      bytes,
      offset,
      ofState,
      direction,
    ]),
  ).toEqual([
    ["cur", 1, 24, 24, 64, false, "inout"],
    ["cur.data", 10, 12, 120, 128, false, "inout"],
    ["table", 5, 2, 10, 256, true, "in"],
    ["returns", 3, 4, 12, 320, false, "out"],
  ]);
  expect(layout.relocations).toEqual([{ segment: 0, offset: 0, target: 1 }]);
  expect(layout.bytes).toBe(384);
});

test("large inputs lie last, behind the front, wherever they were declared", () => {
  const rows = struct("rows", { data: input("f32", "size"), size: "usize" });
  const layout = layoutOf(
    {
      kernel: {
        name: "k",
        args: {
          x: input("f32", "n"),
          all: inout(rows),
          y: output("f32", "n"),
          few: input("f32", 2),
          n: "usize",
        },
      },
    },
    { "": { n: 10_000 }, all: { size: 20_000 } },
  );
  const [x, all, data, y, few] = layout.segments.map(({ offset }) => offset);
  expect([all, y, few, layout.front]).toEqual([64, 128, 40_128, 40_192]);
  expect([x, data, layout.bytes]).toEqual([40_192, 80_192, 160_192]);
});

test("a returned scalar takes the last slot", () => {
  const { slots } = layoutOf(
    { kernel: { name: "k", args: { x: input("f64", "n"), n: "usize" }, returns: "f64" } },
    { "": { n: 2 } },
  );
  expect(slots.map(({ name }) => name)).toEqual(["n", "returns"]);
});

test("no elements take no bytes, and there is always an image", () => {
  const layout = layoutOf(signature, { "": { t: 1, n: 0, rows: 0 }, cur: { size: 0 } });
  expect(layout.segments.map(({ bytes }) => bytes)).toEqual([24, 0, 0, 0]);
  expect(layoutOf({ kernel: { name: "k", args: {} } }, {}).bytes).toBeGreaterThan(0);
});

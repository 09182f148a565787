import { expect, test } from "vitest";
import { inout, input, output, struct } from "../index.js";
import type { Signature } from "../model/kernel.js";
import { layoutOf } from "../support/layout.js";
import { touchedBy } from "./touched.js";

const token = struct("token", { id: "i64", logit: "f32", p: "f32" });
const tokens = struct("tokens", { data: inout(token, "size"), size: "usize" });

const signature: Signature = {
  kernel: {
    name: "kernel",
    args: { cur: inout(tokens), x: input("f32", "n"), y: output("f64", "n"), best: inout("i32"), n: "usize" },
    returns: output("u8", "n"),
  },
  state: { create: { name: "make", args: { table: inout("f32", 100) } }, destroy: "drop" },
};
const layout = layoutOf(signature, { "": { n: 3 }, cur: { size: 4 } });
const id = BigInt64Array.of(0n, 1n, 2n, 3n);
const inputs = {
  cur: { data: { id, logit: Float32Array.of(1, 0, Number.NaN, 4), p: new Float32Array(4) }, size: 4 },
  x: new Float32Array(3),
  y: new Float64Array(3),
  best: Int32Array.of(7),
  n: 3,
  table: new Float32Array(100),
  returns: new Uint8Array(3),
};
// The struct with its pointer and size, four tokens, x, and best.
const readable = 16 + 4 * 16 + 3 * 4 + 4;
// y and what is returned.
const outputs = 3 * 8 + 3;

test("what comes out as it went in was not written, outputs were", () => {
  expect(touchedBy({ inputs, expected: inputs }, layout)).toEqual({ readable, written: outputs });
});

test("changed elements count one by one, up to the size coming out", () => {
  // As an oracle function may give it: plain numbers, and a single element as itself.
  const data = { id: [0, 1, 2], logit: [1, -0, Number.NaN], p: [0, 0.5, 0] };
  const expected = { ...inputs, cur: { data, size: 3 }, best: 8 } as unknown as typeof inputs;
  const changed = 8 + 2 * 4 + 4; // size, a logit and a p, best
  expect(touchedBy({ inputs, expected }, layout).written).toBe(outputs + changed);
});

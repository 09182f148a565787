import { expect, test } from "vitest";
import { ulp } from "../../index.js";
import { codesOf, type Patch } from "./testing/declaration.js";

test.each<[string, string, Patch]>([
  ["BAD_VERIFY", "an input", { "verify.x": ulp(1) }],
  ["BAD_VERIFY", "a field that is none", { "verify.cur.data.p": ulp(1) }],
  ["BAD_VERIFY", "an argument that is none, in a variant", { "variants.b.verify": { z: ulp(1) } }],
  ["BAD_VERIFY", "a return value of void", { "kernel.returns": undefined }],
])("%s: %s", (code, _, patch) => {
  expect(new Set(codesOf(patch))).toEqual(new Set([code]));
});

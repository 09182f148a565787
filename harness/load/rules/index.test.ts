import { expect, test } from "vitest";
import { codesOf } from "./testing/declaration.js";

test("a declaration that is right breaks no rule", () => {
  expect(codesOf({})).toEqual([]);
});

import { expect, test } from "vitest";
import { naturalOrder } from "./natural.js";

test("numbers within ids count as numbers", () => {
  const ids = ["G.1", "10", "4.10", "5.1f", "4.2", "5.1", "top_p", "A", "a"];
  expect(ids.sort(naturalOrder)).toEqual(["4.2", "4.10", "5.1", "5.1f", "10", "a", "A", "G.1", "top_p"]);
});

test("is total: ids that a collator thinks equal keep one order", () => {
  expect(["01", "1"].sort(naturalOrder)).toEqual(["1", "01"].sort(naturalOrder));
});

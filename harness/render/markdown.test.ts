import { expect, it } from "vitest";
import { code, text } from "./markdown.js";

it.each([
  ["a|b", "a\\|b"],
  ["a\\|b", "a\\\\\\|b"],
  ["vector<int>", "vector\\<int>"],
  ["top_p and _x_", "top_p and \\_x\\_"],
  ["two\n  lines:\n  joined\n", "two; lines: joined"],
  ["[a](b) *c* `d` ~e~ $f$", "[a]\\(b) \\*c\\* \\`d\\` \\~e\\~ \\$f\\$"],
  ["temp scaling (div->mul)", "temp scaling (div->mul)"],
])("text %j", (raw, shown) => {
  expect(text(raw)).toBe(shown);
});

it("keeps a code span whole in a cell", () => {
  expect(code("a|b\nc")).toBe("`a\\|b; c`");
  expect(code("a`b")).toBe("`` a`b ``");
});

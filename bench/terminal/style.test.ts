import { expect, test } from "vitest";
import { styleFor, wrapped } from "./style.js";

const write = () => true;
const red = (output: object, env: NodeJS.ProcessEnv) =>
  styleFor({ write, ...output }, env).colors.red("x") !== "x";

test("colours follow the terminal, NO_COLOR and FORCE_COLOR", () => {
  expect(red({ isTTY: true }, {})).toBe(true);
  expect(red({ isTTY: true }, { TERM: "dumb" })).toBe(false);
  expect(red({}, {})).toBe(false);
  expect(red({}, { CI: "true" })).toBe(false);
  expect(red({}, { FORCE_COLOR: "1" })).toBe(true);
  expect(red({ isTTY: true }, { FORCE_COLOR: "0" })).toBe(false);
  expect(red({ isTTY: true }, { NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false);
  expect(red({ isTTY: true }, { NO_COLOR: "" })).toBe(true);
});

test("width is the terminal's, 100 in a pipe", () => {
  expect(styleFor({ write, isTTY: true, columns: 60 }, {}).width).toBe(60);
  expect(styleFor({ write }, {}).width).toBe(100);
  expect(styleFor({ write, isTTY: true, columns: 0 }, {}).width).toBe(100);
});

test("prose is broken between words, commands and percentages are not", () => {
  const style = { ...styleFor({ write, isTTY: true, columns: 20 }, { NO_COLOR: "1" }) };
  expect(wrapped("  some words, so 12 % of `bench run 4.2 --trials 9` or so", style)).toBe(
    ["  some words, so", "  12 % of", "  `bench run 4.2 --trials 9`", "  or so"].join("\n"),
  );
  expect(wrapped("CODE  words and more words", style, 4)).toBe("CODE  words and\n    more words");
  expect(wrapped("words ".repeat(9), { ...style, wraps: false })).toBe("words ".repeat(9));
});

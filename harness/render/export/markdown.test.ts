import * as v from "valibot";
import { expect, test } from "vitest";
import { markdown } from "./markdown.js";
import { ALL, everything, nameless } from "./testing/exported.js";

/** Cells of each row; GitHub Flavored Markdown: a pipe ends a cell, even in code, unless a backslash is before it. */
const rowsOf = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/));

const ratio = /^ (—|\d+(\.\d+)?× \[\d+(\.\d+)?, \d+(\.\d+)?\]) $/;
const row = v.strictTuple([
  v.pipe(v.string(), v.regex(/^ `[^`]+` $/)),
  v.pipe(v.string(), v.regex(/^ (—|\d+(\.\d+)?) $/)),
  v.pipe(v.string(), v.regex(/^ (—|\d+(\.\d+)? ± \d+(\.\d+)?) $/)),
  v.pipe(v.string(), v.regex(ratio)),
  v.pipe(v.string(), v.regex(/^ (—|[a-z]+) $/)),
  v.string(),
]);

test("one table with a row per variant", async () => {
  const text = markdown(everything);
  const [, , ...rows] = rowsOf(text);
  const found = v.parse(v.array(row), rows);
  expect(found.map(([name]) => name.slice(2, -2))).toEqual(ALL);
  expect(found[3]?.slice(1, 5)).toEqual([" — ", " — ", " — ", " invalid "]);
  await expect(text).toMatchFileSnapshot("golden/markdown.md.golden");
});

test("a lost description costs what only it knows", () => {
  expect(markdown(nameless).split("\n")[0]).toBe("Measured on `amd-epyc-zen4-2c-1f3a` with pawl 0.1.0.");
});

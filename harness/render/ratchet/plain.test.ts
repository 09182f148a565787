import fc from "fast-check";
import { expect, it } from "vitest";
import { sampleCase, sampleRatchet } from "../../support/testing/ratchet.js";
import { renderRatchetReport } from "./index.js";
import { plain } from "./plain.js";

/** A text without its code spans, as CommonMark 0.31 finds them: a run of backticks up to the next one as long. */
function outside(line: string): string {
  for (const { 0: run, index } of line.matchAll(/`+/g)) {
    const behind = line.slice(index + run.length);
    const end = new RegExp(`(?<!\`)${run}(?!\`)`).exec(behind);
    if (end) return line.slice(0, index) + outside(behind.slice(end.index + run.length));
  }
  return line;
}

it.each([
  ["a plain word", "`a plain word`"],
  ["two\n  lines:\n  joined\n", "`two; lines: joined`"],
  ["a`b", "``a`b``"],
  ["``a", "``` ``a ```"],
  ["a\u202eb\u0007c", "`a b c`"],
  ["", "` `"],
  ["x".repeat(700), `\`${"x".repeat(600)} …\``],
])("%j is %j", (raw, shown) => {
  expect(plain(raw)).toBe(shown);
});

it("is one code span of one line, whatever the text", () => {
  const piece = fc.constantFrom(
    "`",
    "``",
    "```",
    "\\",
    "\n",
    " ",
    "|",
    "@a",
    "#1",
    "::error::",
    "<b>",
    "x",
    "\u2028",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const shown = plain(pieces.join(""));
      expect(outside(shown)).toBe("");
      expect(shown).not.toMatch(/[\n\r\u2028]/);
    }),
    { seed: 1, numRuns: 500 },
  );
});

const HOSTILE = [
  "@everyone, @org/team and me@example.com",
  "#1, GH-2, owner/repo#3",
  "https://evil.example [here](https://evil.example) ![x](https://evil.example/x.png) www.evil.example",
  "<img src=x onerror=alert(1)> <!-- pawl:ratchet --> </details>",
  "\n::error file=x::y\n::add-mask::z",
  "##[set-env name=PATH]x",
  "`@one` ``@two`` ```\n@three\n```",
  "\n\n# Heading\n- [ ] task\n| a | b |\n| --- | --- |",
  "\u202e@drowssap",
].join(" ");

it("no text of a document is anything but text in the report", async () => {
  const problem = { code: "WRONG_OUTPUT", message: HOSTILE, where: HOSTILE, mend: HOSTILE };
  const hostile = {
    reason: HOSTILE,
    problem,
    file: HOSTILE,
    warnings: [{ code: "doubt", message: HOSTILE, advice: HOSTILE }],
  };
  const text = await renderRatchetReport({
    ...sampleRatchet([
      sampleCase("regression", 0.9, hostile),
      sampleCase("invalid", null, hostile),
      sampleCase("removed", null, { ...hostile, target: HOSTILE, variant: HOSTILE, problem: null }),
      sampleCase("improvement", 1.2, { ...hostile, workload: HOSTILE }),
      sampleCase("unchanged", 1, hostile),
    ]),
    machine: { id: HOSTILE, cpu: HOSTILE, isa: HOSTILE },
    problems: [problem],
  });
  const lines = text.split("\n");
  expect(lines.filter((line) => /^\s*(::|##\[)/.test(line))).toEqual([]);
  const own = /^<!-- pawl:ratchet -->$|<\/?(details|summary)>/g;
  const rest = lines
    .map((line) =>
      outside(line)
        .replaceAll(own, "")
        .replace(/^#{3,4} /, ""),
    )
    .join("\n");
  expect(rest).not.toMatch(/@|#|<|\\|\]\(|!\[|:\/\/|::|www\.|GH-|\u202e/);
  // Three sections fold, and nothing of the text closes one.
  expect(text.match(/^<\/details>$/gm)).toHaveLength(text.match(/^<details>/gm)?.length ?? -1);
});

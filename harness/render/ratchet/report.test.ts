import { describe, expect, it } from "vitest";
import type { RatchetCase, RatchetReport } from "../../model/ratchet.js";
import { sampleCase, sampleDistance, sampleRatchet } from "../../support/testing/ratchet.js";
import { REPORT_CAP, REPORT_MARKER, renderRatchetReport } from "./index.js";

const compileError = {
  code: "COMPILE_ERROR",
  message: "scalar did not compile:\nerror: expected ';' before '}' token",
  where: "targets/sampling/5.1-temp/scalar.cpp:7:3",
  mend: "Correct the source.",
};
const slow = sampleCase("regression", 0.94, {
  variant: "avx512",
  reason: "two measurements in fresh processes agree",
  distances: [1.01, 1, 0.995, 0.99, 0.985, 0.97].map((estimate, i) => sampleDistance(estimate, i + 1)),
});
const steady = sampleCase("unchanged", 1.001, { distances: [sampleDistance(1.002), sampleDistance(0.999)] });

const fine = sampleRatchet([steady, sampleCase("identical", null, { variant: "portable" })]);
const oneRegression = sampleRatchet([steady, slow]);
const everything = sampleRatchet(
  [
    steady,
    sampleCase("improvement", 1.12, { target: "4.2", variant: "ring" }),
    sampleCase("created", null, { target: "4.2", variant: "hash" }),
    sampleCase("lowered", null, { target: "4.10", reason: "exact rounding costs 8 %" }),
    sampleCase("identical", null, { target: "4.10", variant: "dry", reason: "unchanged binary" }),
    sampleCase("skipped", null, { variant: "sve", reason: "this CPU has no sve" }),
    sampleCase("incomparable", null, { target: "6.2", reason: "the workload is another one now" }),
    sampleCase("removed", null, { target: "6.2", variant: "gone", reason: "the variant is gone" }),
    sampleCase("ambiguous", 0.985, {
      target: "7.1",
      reason: "its interval leaves open whether it is slower, or measurements disagree",
      warnings: [
        { code: "unsteady", message: "The trials\ndiffer by 4 %.", advice: "Close other programs." },
      ],
    }),
    sampleCase("failed", null, { variant: "scalar", problem: compileError, reason: compileError.message }),
    sampleCase("invalid", null, {
      variant: "clever",
      problem: { code: "WRONG_OUTPUT", message: "y[17]: expected 1.5 | got 2" },
    }),
    sampleCase("regression", 0.5, { target: "9.1" }),
    slow,
  ],
  { written: true, problems: [{ code: "SHALLOW_CLONE", message: "The clone lacks commit 0123." }] },
);

/** As many cases of one outcome as asked for. */
const many = (count: number, outcome: RatchetCase["outcome"], estimate: number | null, reason: string) =>
  Array.from({ length: count }, (_, i) =>
    sampleCase(outcome, estimate, {
      target: `${outcome}.${i}`,
      reason,
      distances: [sampleDistance(1), sampleDistance(0.99)],
    }),
  );
const large = sampleRatchet([
  ...many(40, "regression", 0.9, "two measurements in fresh processes agree"),
  ...many(400, "unchanged", 1, "nothing"),
  ...many(400, "identical", null, "unchanged binary"),
]);

describe("a report", () => {
  it.each<[string, RatchetReport]>([
    ["fine", fine],
    ["one-regression", oneRegression],
    ["everything", everything],
  ])("%s", async (name, report) => {
    await expect(await renderRatchetReport(report)).toMatchFileSnapshot(`golden/${name}.md.golden`);
  });

  it("capped", async () => {
    const small = sampleRatchet([...many(4, "regression", 0.9, "slower"), ...many(40, "unchanged", 1, "-")]);
    const text = await renderRatchetReport(small, 3_000);
    expect(text.length).toBeLessThanOrEqual(3_000);
    await expect(text).toMatchFileSnapshot("golden/capped.md.golden");
  });

  it("of a ratchet that did not run tells why", async () => {
    const text = await renderRatchetReport({
      schema: "pawl/ratchet@1",
      cases: [],
      problems: [{ code: "NO_COMPILER", message: "No C++ compiler.", mend: "Install g++." }],
    });
    await expect(text).toMatchFileSnapshot("golden/failure.md.golden");
  });

  it("begins with the marker, and has the worst first in whatever order the cases come", async () => {
    const text = await renderRatchetReport(everything);
    expect(text.startsWith(`${REPORT_MARKER}\n`)).toBe(true);
    const backwards = { ...everything, cases: everything.cases.toReversed() };
    expect(await renderRatchetReport(backwards)).toBe(text);
    const rows = text.split("\n").filter((row) => / \*\*regression\*\* | ambiguous | improvement /.test(row));
    expect(rows.map((row) => row.split("`")[1]?.split(" ")[0]).slice(-4)).toEqual([
      "9.1",
      "5.1",
      "7.1",
      "4.2",
    ]);
  });

  it("gives every row of a table as many cells as its header", async () => {
    const text = await renderRatchetReport(everything);
    const tables = text.split("\n\n").filter((part) => part.startsWith("|"));
    expect(tables.length).toBeGreaterThanOrEqual(4);
    for (const table of tables) {
      const cells = table
        .trimEnd()
        .split("\n")
        .map((row) => row.split("|").length);
      expect(new Set(cells).size, table).toBe(1);
    }
  });
});

describe("the cap", () => {
  const shown = (text: string, what: RegExp) => text.match(what)?.length ?? 0;

  it("drops what is harmless, says how much of it, and no count", async () => {
    const text = await renderRatchetReport(large);
    expect(text.length).toBeLessThanOrEqual(REPORT_CAP);
    expect(text.length).toBeGreaterThan(REPORT_CAP - 500);
    expect(text).toContain("| 40 | 0 | 0 | 0 | 400 | 400 |");
    expect(shown(text, /\*\*regression\*\*/g)).toBe(40);
    expect(shown(text, /^bench diff /gm)).toBe(40);
    const left = Number(/, (\d+) variants that were not measured/.exec(text)?.[1]);
    expect(shown(text, /^- `identical/gm)).toBe(400 - left);
  });

  it("keeps the name of every regression whose row it drops", async () => {
    const text = await renderRatchetReport(sampleRatchet(many(900, "regression", 0.9, "slower")));
    expect(text.length).toBeLessThanOrEqual(REPORT_CAP);
    for (let i = 0; i < 900; i++) expect(text).toContain(`\`regression.${i} vocab128k multiply\``);
    expect(text).toContain(" rows of the first table");
  });

  it("tells how many names it drops when even they are too many", async () => {
    const text = await renderRatchetReport(sampleRatchet(many(5000, "regression", 0.9, "slower")));
    expect(text.length).toBeLessThanOrEqual(REPORT_CAP);
    const [, rows = 0, names = 0] =
      /, (\d+) rows of the first table, (\d+) names of these/.exec(text)?.map(Number) ?? [];
    expect(rows).toBe(5000);
    expect(shown(text, /`regression\.\d+ /g)).toBe(5000 - names);
    expect(text).toContain("| 5000 |");
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { CheckReport } from "../../harness/model/reports.js";
import { sampleCase, sampleRatchet } from "../../harness/support/testing/ratchet.js";
import { annotate, checkAnnotations, formatAnnotation, lineOf, ratchetAnnotations } from "./annotations.js";
import { openTerminal } from "./terminal.js";

const declaration = `import { defineTarget } from "pawl";

// multiply: see below
export default defineTarget({
  id: "5.1",
  fuzz: { divide: 1 },
  variants: {
    divide: "divide.cpp",
    "multiply-2": "multiply.cpp", multiply: { source: "multiply.cpp" },
    'avx.512': "avx512.cpp",
  },
  verify: { late: 1 },
});
`;

test.each([
  ["divide", 8],
  ["multiply-2", 9],
  ["multiply", 9],
  ["avx.512", 10],
  ["avxx512", 1],
])("the line of %s is %d", (variant, line) => {
  expect(lineOf(declaration, variant)).toBe(line);
});

test("the line is 1 where nothing is declared", () => {
  expect(lineOf("export default 1;", "divide")).toBe(1);
});

test("a command is escaped as the runner reads it", () => {
  expect(
    formatAnnotation("error", { file: "a:b,c%.ts", line: 3, title: "x\n::warning::y" }, "100 %\r\n::a:b,c"),
  ).toBe("::error file=a%3Ab%2Cc%25.ts,line=3,title=x%0A%3A%3Awarning%3A%3Ay::100 %25%0D%0A::a:b,c");
});

/** What is printed to stdout and stderr about a project in a folder of the repository. */
function printed(annotations: Parameters<typeof annotate>[2]): { stdout: string; stderr: string } {
  const top = mkdtempSync(join(tmpdir(), "pawl-annotations-"));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const root = join(top, "kernels");
  mkdirSync(join(root, "targets"), { recursive: true });
  writeFileSync(join(root, "targets", "target.ts"), declaration);
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const io = { stdout: stream("stdout"), stderr: stream("stderr"), env: { GITHUB_WORKSPACE: top } };
  const of = (name: string) => join(root, name);
  annotate(
    openTerminal(io, false),
    { root, targets: of("targets"), results: of("results"), tracking: of("t"), scratch: of("s") },
    annotations,
  );
  return written;
}

test("a ratchet: what is slower, wrong or open, at the variant's line, the worst first", () => {
  const file = "targets/target.ts";
  const report = sampleRatchet([
    sampleCase("regression", 0.94, { file, reason: "two measurements in fresh processes agree" }),
    sampleCase("failed", null, {
      ...{ file, variant: "gone" },
      problem: { code: "COMPILE_ERROR", message: "line\n::error::two", mend: "mend it" },
    }),
    sampleCase("ambiguous", 0.98, { file, variant: "divide" }),
    sampleCase("improvement", 1.2, { file }),
    sampleCase("identical", null, { file: "targets/other.ts" }),
  ]);
  const { stdout, stderr } = printed(ratchetAnnotations(report));
  expect(stdout).toBe("");
  expect(stderr).toMatchInlineSnapshot(`
    "::error file=kernels/targets/target.ts,line=9,title=5.1 vocab128k multiply%3A regression::best-known commit d1501c385ee6 ÷ now: 0.940× [0.936, 0.944] in 20 trials; two measurements in fresh processes agree
    ::error file=kernels/targets/target.ts,line=1,title=5.1 vocab128k gone%3A failed::COMPILE_ERROR  line%0A::error::two%0A→ mend it
    ::warning file=kernels/targets/target.ts,line=8,title=5.1 vocab128k divide%3A ambiguous::best-known commit d1501c385ee6 ÷ now: 0.980× [0.976, 0.984] in 20 trials
    "
  `);
});

test("a check: each variant once, and what is wrong with no file", () => {
  const problem = { code: "WRONG_OUTPUT", message: "y[1] differs" };
  const invalid = { state: "invalid", problem } as const;
  const report: CheckReport = {
    schema: "pawl/check@1",
    sanitizers: [],
    results: ["small", "large"].map((workload) => ({
      ...{ target: "5.1", workload, fuzz: null },
      variants: { divide: { state: "verified", problem: null }, multiply: invalid },
    })),
    warnings: [{ code: "not-instrumented", message: "a library" }],
    problems: [{ code: "BAD_ID", message: "The id is not plain.", where: "targets/a/target.ts:3" }],
  };
  const { stderr } = printed(checkAnnotations(report, new Map([["5.1", "targets/target.ts"]])));
  expect(stderr).toMatchInlineSnapshot(`
    "::error title=BAD_ID::BAD_ID  The id is not plain.%0Atargets/a/target.ts:3
    ::error file=kernels/targets/target.ts,line=9,title=5.1 small multiply%3A invalid::WRONG_OUTPUT  y[1] differs
    ::warning title=not-instrumented::a library
    "
  `);
});

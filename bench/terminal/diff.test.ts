import { createColors } from "picocolors";
import { expect, test } from "vitest";
import type { DiffReport } from "../../harness/model/reports.js";
import type { RevisionPair } from "../../harness/model/revisions.js";
import { renderDiff } from "./diff.js";
import type { Style } from "./style.js";

const style = (width: number): Style => ({ colors: createColors(false), width, wraps: true });
const COMMIT = "4c4c16b65300aa00bb11cc22dd33ee44ff556677";

const untimed: RevisionPair = {
  ...{
    target: "5.1",
    workload: "vocab128k",
    variant: "divide",
    state: "identical",
    reason: "the same machine code",
  },
  ...{ ratio: null, verdict: null, before_us: null, after_us: null, margin: null },
  ...{ trials: 0, seed: null, warnings: [], problem: null },
};
const timed: RevisionPair = {
  ...untimed,
  ...{ variant: "portable", state: "measured", reason: null, verdict: "slower", margin: 0.01 },
  ratio: { estimate: 0.951, low: 0.946, high: 0.956, confidence: 0.95 },
  ...{ before_us: 13.61, after_us: 14.34, trials: 5, seed: 1 },
  warnings: [{ code: "load", message: "Something else runs." }],
};
const report = (pairs: readonly RevisionPair[]): DiffReport => ({
  schema: "pawl/diff@1",
  machine: { id: "m", cpu: "c", isa: "x86-64-v4" },
  before: { rev: "v1.2", commit: COMMIT },
  after: { rev: null, commit: COMMIT },
  pairs,
  problems: [],
});
const all = report([
  timed,
  untimed,
  { ...untimed, variant: "upstream", state: "added", reason: "the variant was not there" },
  {
    ...untimed,
    variant: "avx512",
    state: "failed",
    problem: {
      code: "COMPILE_ERROR",
      message: "5.1/avx512 does not compile.",
      where: "a.cpp:1",
      mend: "Mend it.",
    },
  },
]);

test("100 columns: what was timed, and what was not, with why", () => {
  expect(renderDiff(all, style(100))).toMatchInlineSnapshot(`
    "v1.2 (4c4c16b65300) → the work tree
    target workload variant      then       now  then ÷ now             verdict
    5.1 vocab128k portable   13.61 us  14.34 us  0.951× [0.946, 0.956]  slower
    5.1 vocab128k portable: load
    1 variant of the same machine code
    5.1 vocab128k upstream added: the variant was not there
    5.1 vocab128k avx512 did not build
    COMPILE_ERROR  5.1/avx512 does not compile.
      a.cpp:1
      → Mend it.
    "
  `);
});

test("60 columns: two lines each", () => {
  expect(renderDiff(report([timed]), style(60))).toMatchInlineSnapshot(`
    "v1.2 (4c4c16b65300) → the work tree
    5.1 vocab128k portable
      13.61 us → 14.34 us  0.951× [0.946, 0.956]  slower
    5.1 vocab128k portable: load
    "
  `);
});

test("nothing in common", () => {
  expect(renderDiff(report([]), style(80))).toContain("Nothing is declared on both sides.");
});

import { createColors } from "picocolors";
import { expect, test } from "vitest";
import { sampleCase, sampleRatchet } from "../../harness/support/testing/ratchet.js";
import { renderRatchet } from "./ratchet.js";
import type { Style } from "./style.js";

const style = (width: number): Style => ({ colors: createColors(false), width, wraps: true });
const failed = {
  code: "COMMIT_MISSING",
  message: "The commit d1501c385ee6 has the best-known of 6.2, and this repository does not have it.",
  where: "/project",
  mend: "Fetch it: `git fetch --all`.",
};
const everything = sampleRatchet([
  sampleCase("regression", 0.95),
  sampleCase("failed", null, { target: "6.2", reason: failed.message, problem: failed }),
  sampleCase("ambiguous", 0.97, { variant: "portable", reason: "no interval" }),
  sampleCase("incomparable", null, { variant: "other", reason: "the workload vocab128k draws other inputs" }),
  sampleCase("improvement", 1.12, { variant: "avx512" }),
  sampleCase("unchanged", 1.001, { workload: "small" }),
  sampleCase("identical", null, { workload: "large", reason: "unchanged binary" }),
]);

test("100 columns: what was measured, the worst last, then what was not, then what to do", () => {
  expect(renderRatchet(everything, style(100))).toMatchInlineSnapshot(`
    "target workload variant  best-known        best       now  best ÷ now             outcome
    5.1 small multiply       d1501c385ee6  25.50 us  25.47 us  1.001× [0.996, 1.006]  unchanged
    5.1 vocab128k avx512     d1501c385ee6  25.50 us  22.77 us  1.120× [1.115, 1.125]  improvement
    5.1 vocab128k portable   d1501c385ee6  25.50 us  26.29 us  0.970× [0.966, 0.974]  ambiguous
    5.1 vocab128k multiply   d1501c385ee6  25.50 us  26.84 us  0.950× [0.946, 0.954]  regression
    5.1 vocab128k other incomparable: the workload vocab128k draws other inputs
    5.1 vocab128k portable ambiguous: no interval
    6.2 vocab128k multiply failed
    COMMIT_MISSING  The commit d1501c385ee6 has the best-known of 6.2, and this repository does not
      have it.
      /project
      → Fetch it: \`git fetch --all\`.
    1 regression, 1 failed, 1 ambiguous, 1 incomparable, 1 improvement, 1 unchanged, 1 identical
    1 variant is slower than it was: mend it, or \`bench ratchet <id> --reset --why "…"\` if it is worth it.
    "
  `);
});

test("60 columns: two lines each", () => {
  const report = sampleRatchet([sampleCase("regression", 0.95), sampleCase("unchanged", 1.001)]);
  expect(renderRatchet(report, style(60))).toMatchInlineSnapshot(`
    "5.1 vocab128k multiply  unchanged
      25.50 us (d1501c385ee6) → 25.47 us  1.001× [0.996, 1.006]
    5.1 vocab128k multiply  regression
      25.50 us (d1501c385ee6) → 26.84 us  0.950× [0.946, 0.954]
    1 regression, 1 unchanged
    1 variant is slower than it was: mend it, or \`bench ratchet <id> --reset --why "…"\` if it is worth it.
    "
  `);
});

test.each([
  ["nothing new", [sampleCase("identical")], {}, "Nothing is slower than it was."],
  ["a raise", [sampleCase("improvement", 1.2)], { written: true }, "Commit results/"],
  ["something gone", [sampleCase("removed")], {}, "has nothing to be held against any more"],
  ["something open", [sampleCase("ambiguous", 0.97)], {}, "left open"],
  ["a problem", [sampleCase("identical")], { problems: [failed] }, "could not do all of its work"],
  ["nothing at all", [], {}, "Nothing was judged."],
])("the last line, of %s", (_, cases, parts, expected) => {
  expect(renderRatchet(sampleRatchet(cases, parts), style(100)).trim().split("\n").at(-1)).toContain(
    expected,
  );
});

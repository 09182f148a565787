import { expect, it } from "vitest";
import { sampleCase, sampleDistance, sampleRatchet } from "../../support/testing/ratchet.js";
import { readRatchetDocument } from "./read.js";

const one = sampleCase("regression", 0.94, {
  distances: [sampleDistance(1)],
  warnings: [{ code: "unsteady", message: "m" }],
  problem: { code: "WRONG_OUTPUT", message: "m" },
});
const report = sampleRatchet([one, sampleCase("created")]);

it("takes what the ratchet writes", () => {
  expect(readRatchetDocument(JSON.stringify(report))).toEqual(report);
  const failure = { schema: "pawl/ratchet@1", cases: [], problems: [{ code: "USAGE", message: "m" }] };
  expect(readRatchetDocument(JSON.stringify(failure))).toEqual(failure);
});

const withCase = (parts: object) => ({ ...report, cases: [{ ...one, ...parts }, report.cases[1]] });

it.each<[string, object, string]>([
  ["another schema", { ...report, schema: "pawl/run@1" }, "schema: "],
  ["an unknown field", { ...report, note: "x" }, "note: "],
  ["an unknown field of a case", withCase({ html: "<b>" }), "cases.0.html: "],
  ["a command for a name", withCase({ variant: "x; curl evil" }), "cases.0.variant: "],
  ["a command for a commit", withCase({ best: { ...one.best, commit: "HEAD; x" } }), "cases.0.best.commit: "],
  ["an unknown outcome", withCase({ outcome: "great" }), "cases.0.outcome: "],
  ["a file elsewhere", { ...report, file: "../../etc/passwd" }, "file: "],
  ["counts that lie", { ...report, counts: { ...report.counts, regression: 0 } }, "the counts are not"],
  [
    "an estimate outside of its interval",
    withCase({ measured: [{ ...one.measured[0], low: 2 }] }),
    "cases.0.mea",
  ],
  ["too many measurements", withCase({ measured: Array(11).fill(one.measured[0]) }), "cases.0.measured: "],
  ["too long a reason", withCase({ reason: "x".repeat(50_001) }), "cases.0.reason: "],
  ["too many cases", { ...report, cases: Array(5_001).fill(one) }, "cases: "],
  ["a failure without a problem", { schema: "pawl/ratchet@1", cases: [], problems: [] }, "problems: "],
])("refuses %s", (_, document, complaint) => {
  expect(readRatchetDocument(JSON.stringify(document))).toContain(complaint);
});

it.each(["", "{", "null", "[]", `{"__proto__": {"machine": 1}}`])("refuses %j", (text) => {
  expect(readRatchetDocument(text)).toEqual(expect.any(String));
});

it("complains in one short line that is no command to a CI runner", () => {
  const hostile = "x\n::error::y\r\n##[error]z \u202e";
  for (const document of [
    { ...report, [hostile]: 1 },
    { ...report, schema: hostile.repeat(100) },
  ]) {
    const complaint = readRatchetDocument(JSON.stringify(document));
    expect(complaint).toMatch(/^[\x20-\x7e]{1,300}$/);
    expect(complaint).not.toContain("##[");
  }
});

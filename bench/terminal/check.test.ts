import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { CheckReport } from "../../harness/model/reports.js";
import { renderCheck, shownByCheck } from "./check.js";

const wide = { width: 100, colors: pc.createColors(false) };

describe("check", () => {
  const crash = {
    code: "CRASHED",
    message: "index died of SIGSEGV.",
    where: "targets/samplers/penalties/index.cpp",
    mend: "bench check 4.2 --variant index",
  };
  const report: CheckReport = {
    schema: "pawl/check@1",
    sanitizers: [],
    results: [
      {
        target: "4.2",
        workload: "ordered",
        fuzz: { inputs: 500, seed: 7, declared: true },
        variants: {
          scan: { state: "verified", problem: null },
          index: { state: "invalid", problem: crash },
          avx512: {
            state: "skipped",
            problem: { code: "REQUIRES_MISSING", message: "this CPU has no avx512f" },
          },
        },
      },
      {
        target: "4.2",
        workload: "shuffled",
        fuzz: null,
        variants: { scan: { state: "verified", problem: null }, cuda: { state: "built", problem: null } },
      },
    ],
    warnings: [],
    problems: [],
  };

  test("states, faults in full, a count", () => {
    expect(renderCheck(report, wide)).toMatchInlineSnapshot(`
      "4.2 ordered
        fuzzed with 500 drawn inputs (--seed 7)
        verified  scan
        invalid  index
          CRASHED  index died of SIGSEGV.
            targets/samplers/penalties/index.cpp
            → bench check 4.2 --variant index
        skipped  avx512: this CPU has no avx512f

      4.2 shuffled
        verified  scan
        built  cuda

      2 of 5 cases verified, 1 invalid, 1 skipped, 1 built only."
    `);
    expect(shownByCheck(report)).toEqual([crash]);
  });

  test("sanitizers, and what they did not reach", () => {
    const message = "4.2/vendor is a prebuilt library: it is checked without sanitizers";
    const sanitized: CheckReport = {
      ...report,
      sanitizers: ["address", "undefined"],
      results: report.results.slice(1),
      warnings: [{ code: "not-instrumented", message }],
    };
    expect(renderCheck(sanitized, wide)).toMatchInlineSnapshot(`
      "4.2 shuffled
        verified  scan
        built  cuda

      warning not-instrumented  4.2/vendor is a prebuilt library: it is checked without sanitizers

      1 of 2 cases verified with sanitizers (address, undefined), 1 built only."
    `);
  });

  test("prose keeps within a terminal, indented as it is", () => {
    const message = "index computes something else for some of its inputs, ".repeat(4).trim();
    const [one] = report.results;
    const variants = {
      index: { state: "invalid", problem: { ...crash, message } },
      avx512: { state: "skipped", problem: { code: "REQUIRES_MISSING", message } },
    } as const;
    const results = one ? [{ ...one, variants }] : [];
    const warnings = [{ code: "not-instrumented", message }];
    const view = renderCheck({ ...report, results, warnings }, { ...wide, width: 60, wraps: true });
    expect(view.split("\n").length).toBeGreaterThan(15);
    for (const line of view.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
    expect(view).toMatch(/^ {4}CRASHED {2}index computes .*\n {6}\S/m);
    expect(view).toMatch(/^ {2}skipped {2}avx512: index .*\n {4}\S/m);
  });

  test("says what was drawn where nothing is declared to draw from", () => {
    const [one] = report.results;
    const fuzz = { inputs: 1, seed: 7, declared: false };
    const results = one ? [{ ...one, fuzz }] : [];
    expect(renderCheck({ ...report, results }, wide)).toContain(
      "fuzzed with 1 new seed of this workload (--seed 7); target.ts declares no fuzz",
    );
  });

  test("a fault that holds for every workload is shown once", () => {
    const [one] = report.results;
    const results = one ? [one, { ...one, workload: "shuffled" }] : [];
    const view = renderCheck({ ...report, results }, wide);
    expect(view.match(/CRASHED/g)).toHaveLength(1);
    expect(view).toMatch(/4\.2 shuffled\n(.*\n)+ {2}invalid {2}index: as above\n/);
  });

  test("nothing", () => {
    expect(renderCheck({ ...report, results: [] }, wide)).toBe("Nothing was checked.");
  });
});

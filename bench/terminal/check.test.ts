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
    results: [
      {
        target: "4.2",
        workload: "ordered",
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
        variants: { scan: { state: "verified", problem: null }, cuda: { state: "built", problem: null } },
      },
    ],
    problems: [],
  };

  test("states, faults in full, a count", () => {
    expect(renderCheck(report, wide)).toMatchInlineSnapshot(`
      "4.2 ordered
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

  test("nothing", () => {
    expect(renderCheck({ ...report, results: [] }, wide)).toBe("Nothing was checked.");
  });
});

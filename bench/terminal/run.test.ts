import { expect, test } from "vitest";
import type { Result, VariantResult } from "../../harness/model/record.js";
import type { RunReport } from "../../harness/model/reports.js";
import { renderClosing } from "./run.js";
import { result, style, variant } from "./testing/contest.js";

const kept = (recorded: number) => ({
  ...{ recorded, interrupted: false, partial: false },
  ...{ precision: null, portable: null },
});

const report = (...results: Result[]): RunReport => ({
  schema: "pawl/run@1",
  machine: { id: "amd-zen4-2c-1f3a", cpu: "AMD EPYC", isa: "x86-64-v4" },
  results,
  problems: [],
});

test("each warning once with its places, what was recorded, what next", () => {
  const load = { code: "load", message: "The one-minute load is 1.8." };
  const coarse = { code: "timer-coarse", message: "The clock steps by 10 ns." };
  const two = report(
    result("ordered", { warnings: [load, load], best: "tail" }),
    result("shuffled", { warnings: [load, coarse], best: "tail" }),
  );
  expect(renderClosing(two, kept(2), style)).toMatchInlineSnapshot(`
    "warning load  The one-minute load is 1.8. (4.2 ordered, 4.2 shuffled)
    warning timer-coarse  The clock steps by 10 ns. (4.2 shuffled)
    Recorded 2 results in results/amd-zen4-2c-1f3a/; tracking.md is updated.
    next: bench promote 4.2 tail  (tail becomes its row of tracking.md)"
  `);
});

test("only what was kept is claimed", () => {
  const two = report(result("ordered"), result("shuffled"));
  expect(renderClosing(two, kept(0), style)).toBe("Nothing was recorded.\nnext: bench list");
  expect(renderClosing(two, kept(1), style)).toMatch(
    /^Recorded 1 of 2 results in results\/amd-zen4-2c-1f3a\/; tracking\.md is updated\.\n/,
  );
  const problems = [{ code: "TRACKING_NOT_WRITABLE", message: "The table cannot be written." }];
  expect(renderClosing({ ...two, problems }, kept(2), style)).toMatch(
    /^Recorded 2 results in \S+; tracking\.md is not updated\.\n/,
  );
  expect(renderClosing(report(), kept(0), style)).toBe("");
  expect(renderClosing(two, { ...kept(2), portable: "/b/records.json" }, style)).toMatch(
    /^Recorded 2 results in \/b\/records\.json\.\nAt home: bench import records\.json$/,
  );
});

test("where nothing could run, there is nothing to record, and another machine is next", () => {
  const variants = { scan: variant(null, "built"), map: variant(null, "skipped") };
  const idle = result("ordered", { best: null, variants });
  expect(renderClosing(report(idle), kept(0), style)).toBe(
    "Nothing could run here, so there is nothing to record.\n" +
      "next: bench bundle 4.2  (for a machine that has what is missing here; or there: bench run 4.2)",
  );
  expect(renderClosing(report(result("shuffled"), idle), kept(1), style)).toMatch(
    /^Recorded 1 of 2 results in .*\nnext: bench list$/,
  );
});

test("a warning's advice follows it, once for all places", () => {
  const warning = {
    code: "steal",
    message: "The hypervisor took the CPU away.",
    advice: "Measure again later.",
  };
  const both = report(
    result("ordered", { warnings: [warning], best: "tail" }),
    result("shuffled", { warnings: [warning], best: "tail" }),
  );
  expect(renderClosing(both, kept(2), style)).toContain(
    "warning steal  The hypervisor took the CPU away. (4.2 ordered, 4.2 shuffled)\n  → Measure again later.\nRecorded",
  );
});

test("warnings are wrapped between words in a terminal, and stay one line in a pipe", () => {
  const message = "a doubt that takes some words to tell ".repeat(5).trim();
  const doubtful = report(result("ordered", { warnings: [{ code: "load", message }], best: "tail" }));
  const [piped = ""] = renderClosing(doubtful, kept(1), style).split("\n");
  expect(piped).toBe(`warning load  ${message} (4.2 ordered)`);
  const wrapped = renderClosing(doubtful, kept(1), { ...style, width: 60, wraps: true }).split("\n");
  const lines = wrapped.slice(
    0,
    wrapped.findIndex((line) => line.startsWith("Recorded")),
  );
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(lines.join(" ")).toBe(piped);
  const advised = report(
    result("ordered", { warnings: [{ code: "load", message: "busy", advice: message }], best: "tail" }),
  );
  const indented = renderClosing(advised, kept(1), { ...style, width: 60, wraps: true }).split("\n");
  expect(indented.slice(1, 4).every((line) => line.startsWith("  "))).toBe(true);
  expect(Math.max(...indented.slice(0, 4).map((line) => line.length))).toBeLessThanOrEqual(60);
});

test("a precision that was not reached is said, with what would reach it", () => {
  const half = (width: number): VariantResult => ({
    ...variant("faster"),
    ratio: { estimate: 2, low: 2 * Math.exp(-width), high: 2 * Math.exp(width), confidence: 0.95 },
  });
  const wide = result("ordered", {
    trials: 15,
    variants: { scan: variant(null), map: half(0.00802), tail: half(0.003) },
  });
  const asked = { ...kept(1), precision: 0.005 };
  expect(renderClosing(report(wide), asked, style).split("\n")[0]).toBe(
    "4.2 ordered: ±0.81 % reached (map), ±0.5 % asked: try --trials 39, with --budget raised in proportion.",
  );
  expect(renderClosing(report(wide), { ...asked, precision: 0.01 }, style)).not.toContain("asked");
  expect(renderClosing(report(wide), { ...asked, precision: 0.0001 }, style).split("\n")[0]).toBe(
    "4.2 ordered: ±0.81 % reached (map), ±0.01 % asked: that would take about 96,481 trials, or a quieter machine (bench doctor).",
  );
  const hair = result("ordered", { variants: { scan: variant(null), map: half(0.0050001) } });
  expect(renderClosing(report(hair), asked, style)).toContain("±0.51 % reached (map), ±0.5 % asked");
});

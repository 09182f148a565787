import pc from "picocolors";
import { expect, test } from "vitest";
import type { Verdict } from "../../harness/model/analysis.js";
import type { Result, VariantResult } from "../../harness/model/record.js";
import type { RunReport } from "../../harness/model/reports.js";
import { renderClosing } from "./run.js";

const style = { width: 100, colors: pc.createColors(false) };

const variant = (verdict: Verdict | null, state: VariantResult["state"] = "measured"): VariantResult => ({
  state,
  verified: state === "measured",
  problem: null,
  ratio: null,
  verdict,
});

const result = (workload: string, rest: Partial<Result> = {}): Result => ({
  target: "4.2",
  workload,
  baseline: "scan",
  optimized: "map",
  best: "map",
  margin: 0.01,
  trials: 5,
  rounds: 1200,
  kept: 1,
  warnings: [],
  variants: { scan: variant(null), map: variant("faster"), tail: variant("faster") },
  ...rest,
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
  expect(renderClosing(two, 2, style)).toMatchInlineSnapshot(`
    "warning load  The one-minute load is 1.8. (4.2 ordered, 4.2 shuffled)
    warning timer-coarse  The clock steps by 10 ns. (4.2 shuffled)
    Recorded 2 results in results/amd-zen4-2c-1f3a/; tracking.md is updated.
    next: bench promote 4.2 tail  (tail becomes its row of tracking.md)"
  `);
});

test.each([
  ["the published change is the best already", [result("ordered")], "bench list"],
  ["best in one workload only", [result("ordered", { best: "tail" }), result("shuffled")], "bench list"],
  [
    "not resolved",
    [result("ordered", { best: null, variants: { scan: variant(null), map: variant("inconclusive") } })],
    "bench run 4.2 --precision 0.5",
  ],
  [
    "a wrong variant comes before everything",
    [
      result("ordered", {
        variants: { scan: variant(null), map: variant(null, "invalid"), x: variant("inconclusive") },
      }),
    ],
    "bench run 4.2  (when it is mended)",
  ],
])("next, when %s", (_name, results, command) => {
  expect(
    renderClosing(report(...results), 1, style)
      .split("\n")
      .at(-1),
  ).toBe(`next: ${command}`);
});

test("only what was kept is claimed", () => {
  const two = report(result("ordered"), result("shuffled"));
  expect(renderClosing(two, 0, style)).toBe("Nothing was recorded.\nnext: bench list");
  expect(renderClosing(two, 1, style)).toMatch(
    /^Recorded 1 of 2 results in results\/amd-zen4-2c-1f3a\/; tracking\.md is updated\.\n/,
  );
  const problems = [{ code: "TRACKING_NOT_WRITABLE", message: "The table cannot be written." }];
  expect(renderClosing({ ...two, problems }, 2, style)).toMatch(
    /^Recorded 2 results in \S+; tracking\.md is not updated\.\n/,
  );
  expect(renderClosing(report(), 0, style)).toBe("");
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
  expect(renderClosing(both, 2, style)).toContain(
    "warning steal  The hypervisor took the CPU away. (4.2 ordered, 4.2 shuffled)\n  → Measure again later.\nRecorded",
  );
});

test("warnings are wrapped between words in a terminal, and stay one line in a pipe", () => {
  const message = "a doubt that takes some words to tell ".repeat(5).trim();
  const doubtful = report(result("ordered", { warnings: [{ code: "load", message }], best: "tail" }));
  const [piped = ""] = renderClosing(doubtful, 1, style).split("\n");
  expect(piped).toBe(`warning load  ${message} (4.2 ordered)`);
  const wrapped = renderClosing(doubtful, 1, { ...style, width: 60, wraps: true }).split("\n");
  const lines = wrapped.slice(
    0,
    wrapped.findIndex((line) => line.startsWith("Recorded")),
  );
  expect(lines.length).toBeGreaterThan(2);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(lines.join(" ")).toBe(piped);
});

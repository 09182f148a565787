import { expect, test } from "vitest";
import { sampleUnmeasured } from "../../harness/support/testing/records.js";
import { renderResult, shownBy } from "./result.js";
import { full, measured, narrow, result, wide, wrong } from "./testing/result.js";

test("100 columns: a table of the measured variants, then why the others were not", () => {
  expect(renderResult(full, wide)).toMatchInlineSnapshot(`
    "5.1 vocab128k  5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    warnings: timer-coarse, load
    variant                       median  ratio to divide     verdict  GB/s
    divide    baseline   36.62 us ± 0.04                               83.9
    multiply  optimized  35.90 us ± 0.04  1.02× [1.01, 1.04]  faster   85.6
    avx512    best       18.93 us ± 0.02  1.93× [1.91, 1.95]  faster    162
    avx512 is the best: 1.93× faster than divide, at least 1.91×.
    sve skipped: this CPU has no sve → run it elsewhere
    cuda built, not measured: its device is not here
    fast is invalid
    WRONG_OUTPUT  fast differs from the oracle in 3 of 128,000 elements;
      first: cur.data[17].logit, expected 0.25, got 0.5.
      targets/samplers/temperature/fast.cpp
      → correct it, or declare the tolerance it needs in \`verify\`
    broken did not build
    COMPILE_ERROR  expected ';'
      broken.cpp:7:3"
  `);
});

test("faults count as shown, what is skipped or built only does not", () => {
  expect(shownBy(full).map(({ code }) => code)).toEqual(["WRONG_OUTPUT", "COMPILE_ERROR"]);
});

test("of a second stage it is said that it alone decides", () => {
  const divide = measured(36.6);
  expect(renderResult(result({ divide }, { trials: 6, stage_one: 5 }), wide)).toContain(
    "6 trials (second stage: the 5 of the first only set their number), 2,400 rounds",
  );
});

test("a cache that was asked for is named", () => {
  const divide = measured(36.6);
  expect(renderResult(result({ divide }, { cache: "cold" }), wide).split("\n")[0]).toMatch(/, cold cache$/);
});

test("a problem that was shown with another workload is not shown again", () => {
  const again = { ...full, workload: "vocab32k" };
  const view = renderResult(again, wide, { shown: shownBy(full) });
  expect(view).toContain("fast is invalid: as above\nbroken did not build: as above");
  expect(view).not.toMatch(/WRONG_OUTPUT|COMPILE_ERROR/);
});

test("nothing measured: no table, no figures", () => {
  const nothing = result({ divide: sampleUnmeasured("invalid", wrong) }, { trials: 0, rounds: 0, kept: 0 });
  expect(renderResult(nothing, wide)).toMatchInlineSnapshot(`
    "5.1 vocab128k
    divide is invalid
    WRONG_OUTPUT  fast differs from the oracle in 3 of 128,000 elements;
      first: cur.data[17].logit, expected 0.25, got 0.5.
      targets/samplers/temperature/fast.cpp
      → correct it, or declare the tolerance it needs in \`verify\`"
  `);
});

test("no ratio is ever shown without its interval", () => {
  for (const style of [wide, narrow]) {
    const ratios = renderResult(full, style)
      .split("\n")
      .filter((line) => line.includes("×"));
    expect(ratios.length).toBe(3); // two variants and the sentence on the best
    for (const line of ratios) expect(line).toMatch(/× \[[\d.]+, [\d.]+\]|at least [\d.]+×/);
  }
});

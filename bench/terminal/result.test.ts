import pc from "picocolors";
import { describe, expect, test } from "vitest";
import type { Result, VariantResult } from "../../harness/model/record.js";
import { renderResult, shownBy } from "./result.js";
import { verdictSentence } from "./verdict.js";

const wide = { width: 100, colors: pc.createColors(false) };
const narrow = { width: 60, colors: pc.createColors(false) };

const measured = (median_us: number, rest: Partial<VariantResult> = {}): VariantResult => ({
  state: "measured",
  verified: true,
  problem: null,
  ratio: null,
  verdict: null,
  mean_us: median_us,
  stddev_us: median_us / 900,
  median_us,
  p95_us: median_us,
  min_us: median_us,
  ...rest,
});

const unmeasured = (state: VariantResult["state"], problem: VariantResult["problem"]): VariantResult => ({
  state,
  verified: state === "invalid" ? false : null,
  problem,
  ratio: null,
  verdict: null,
});

const ratio = (estimate: number, low: number, high: number) => ({ estimate, low, high, confidence: 0.95 });

const wrong = {
  code: "WRONG_OUTPUT",
  message:
    "fast differs from the oracle in 3 of 128,000 elements;\nfirst: cur.data[17].logit, expected 0.25, got 0.5.",
  where: "targets/samplers/temperature/fast.cpp",
  mend: "correct it, or declare the tolerance it needs in `verify`",
};
const skipped = {
  code: "REQUIRES_MISSING",
  message: "this CPU has no sve",
  where: "5.1 sve",
  mend: "run it elsewhere",
};

const result = (variants: Result["variants"], rest: Partial<Result> = {}): Result => ({
  target: "5.1",
  workload: "vocab128k",
  baseline: "divide",
  optimized: "multiply",
  best: null,
  margin: 0.01,
  trials: 5,
  rounds: 2400,
  kept: 0.934,
  warnings: [],
  variants,
  ...rest,
});

const full = result(
  {
    divide: measured(36.617, { gb_per_s: 83.9 }),
    multiply: measured(35.9, { ratio: ratio(1.0204, 1.0101, 1.0303), verdict: "faster", gb_per_s: 85.6 }),
    avx512: measured(18.93, { ratio: ratio(1.93, 1.91, 1.95), verdict: "faster", gb_per_s: 162.3 }),
    sve: unmeasured("skipped", skipped),
    cuda: unmeasured("built", null),
    fast: unmeasured("invalid", wrong),
    broken: unmeasured("failed", { code: "COMPILE_ERROR", message: "expected ';'", where: "broken.cpp:7:3" }),
  },
  {
    best: "avx512",
    warnings: [
      { code: "timer-coarse", message: "The clock steps by 10 ns." },
      { code: "load", message: "Load is 1.8." },
    ],
  },
);

describe("a result with everything", () => {
  test("100 columns", () => {
    expect(renderResult(full, wide)).toMatchInlineSnapshot(`
      "5.1 vocab128k  5 trials, 2,400 rounds (93.4 % kept), margin 1 %
      warnings: timer-coarse, load
      variant                       median  ratio to divide     verdict  GB/s
      divide    baseline   36.62 us ± 0.04                               83.9
      multiply  optimized  35.90 us ± 0.04  1.02× [1.01, 1.04]  faster   85.6
      avx512    best       18.93 us ± 0.02  1.93× [1.91, 1.95]  faster    162
      avx512 is the best: 1.93× faster than divide, at least 1.91×.
      sve skipped: this CPU has no sve
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

  test("60 columns", () => {
    expect(renderResult(full, narrow)).toMatchInlineSnapshot(`
      "5.1 vocab128k
      5 trials, 2,400 rounds (93.4 % kept), margin 1 %
      warnings: timer-coarse, load
      divide (baseline)  36.62 us ± 0.04
        83.9 GB/s
      multiply (optimized)  35.90 us ± 0.04
        1.02× [1.01, 1.04]  faster  85.6 GB/s
      avx512 (best)  18.93 us ± 0.02
        1.93× [1.91, 1.95]  faster  162 GB/s
      avx512 is the best: 1.93× faster than divide, at least 1.91×.
      sve skipped: this CPU has no sve
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

  test.each([60, 80, 100])("fits %d columns, prose aside", (width) => {
    const { fast: _, broken: __, ...rest } = full.variants;
    const lines = renderResult({ ...full, variants: rest }, { ...wide, width }).split("\n");
    for (const line of lines.filter((text) => text !== verdictSentence(full)))
      expect(line.length).toBeLessThanOrEqual(width);
  });

  test("colours add nothing but colours", () => {
    const colored = renderResult(full, { width: 100, colors: pc.createColors(true) });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken away
    expect(colored.replaceAll(/\u001b\[\d+m/g, "")).toBe(renderResult(full, wide));
    expect(colored).toContain("\u001b[32mfaster\u001b[39m");
    const lines = { ...full, optimized: null };
    const stacked = renderResult(lines, { width: 60, colors: pc.createColors(true) });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    expect(stacked.replaceAll(/\u001b\[\d+m/g, "")).toBe(renderResult(lines, narrow));
  });

  test("its faults count as shown, what is skipped does not", () => {
    expect(shownBy(full).map(({ code }) => code)).toEqual(["WRONG_OUTPUT", "COMPILE_ERROR"]);
  });
});

test("a table that does not fit by one column becomes lines, except in a pipe", () => {
  const table = renderResult(full, wide).split("\n").slice(2, 6);
  const needed = Math.max(...table.map((line) => line.length));
  expect(renderResult(full, { ...wide, width: needed, wraps: true })).toContain(table.join("\n"));
  const less = { ...wide, width: needed - 1 };
  expect(renderResult(full, { ...less, wraps: true })).toContain("\nmultiply (optimized)  35.90 us");
  expect(renderResult(full, { ...less, wraps: false })).toContain(table.join("\n"));
});

test("those that are not told apart are all the fastest", () => {
  const { divide, multiply, avx512 } = full.variants as Record<
    "divide" | "multiply" | "avx512",
    VariantResult
  >;
  const gather = { ...avx512, ratio: ratio(1.92, 1.9, 1.94) };
  const view = renderResult(result({ divide, multiply, avx512, gather }, { best: "avx512" }), wide);
  expect(view).toMatch(/^avx512 +fastest .*\ngather +fastest /m);
  expect(view).toMatch(/^multiply +optimized /m);
});

test("a cache that was asked for is named", () => {
  const divide = measured(36.6);
  expect(renderResult(result({ divide }, { cache: "cold" }), wide).split("\n")[0]).toMatch(/, cold cache$/);
});

test("a problem that was shown with another workload is not shown again", () => {
  const again = { ...full, workload: "vocab32k" };
  const view = renderResult(again, wide, shownBy(full));
  expect(view).toContain("fast is invalid: as above\nbroken did not build: as above");
  expect(view).not.toMatch(/WRONG_OUTPUT|COMPILE_ERROR/);
});

test("other rates", () => {
  const divide = measured(36.6, { gflop_per_s: 3.5, items_per_s: 3.4972e9 });
  expect(renderResult(result({ divide }), wide)).toMatchInlineSnapshot(`
    "5.1 vocab128k  5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    variant                     median  ratio to divide  verdict  GFLOP/s  M items/s
    divide   baseline  36.60 us ± 0.04                               3.50      3,497
    Only the baseline divide was measured."
  `);
});

test("nothing measured: no table, no figures", () => {
  const nothing = result({ divide: unmeasured("invalid", wrong) }, { trials: 0, rounds: 0, kept: 0 });
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
    for (const line of renderResult(full, style).split("\n")) {
      if (line.includes("×")) expect(line).toMatch(/× \[[\d.]+, [\d.]+\]|at least [\d.]+×/);
    }
  }
});

import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import { expect, test } from "vitest";
import type { VariantResult } from "../../harness/model/record.js";
import { sampleInterval } from "../../harness/support/testing/records.js";
import { renderResult } from "./result.js";
import { full, measured, narrow, result, wide } from "./testing/result.js";
import { verdictSentence } from "./verdict.js";

type Timed = Record<"divide" | "multiply" | "avx512", VariantResult>;

test("60 columns: two lines for each measured variant, and the same about the others", () => {
  const { divide, multiply, avx512 } = full.variants as Timed;
  const timed = renderResult({ ...full, variants: { divide, multiply, avx512 } }, narrow);
  expect(timed).toMatchInlineSnapshot(`
    "5.1 vocab128k
    5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    warnings: timer-coarse, load
    divide (baseline)  36.62 us ± 0.04
      83.9 GB/s
    multiply (optimized)  35.90 us ± 0.04
      1.02× [1.01, 1.04]  faster  85.6 GB/s
    avx512 (best)  18.93 us ± 0.02
      1.93× [1.91, 1.95]  faster  162 GB/s
    avx512 is the best: 1.93× faster than divide, at least 1.91×."
  `);
  const wider = renderResult(full, wide);
  expect(renderResult(full, narrow)).toBe(`${timed}\n${wider.slice(wider.indexOf("sve skipped"))}`);
});

test.each([60, 80, 100])("fits %d columns, prose aside", (width) => {
  const { fast: _, broken: __, ...rest } = full.variants;
  const lines = renderResult({ ...full, variants: rest }, { ...wide, width }).split("\n");
  for (const line of lines.filter((text) => text !== verdictSentence(full)))
    expect(line.length).toBeLessThanOrEqual(width);
});

test("colours add nothing but colours", () => {
  const colored = renderResult(full, { width: 100, colors: pc.createColors(true) });
  expect(stripVTControlCharacters(colored)).toBe(renderResult(full, wide));
  expect(colored).toContain("\u001b[32mfaster\u001b[39m");
  const lines = { ...full, optimized: null };
  const stacked = renderResult(lines, { width: 60, colors: pc.createColors(true) });
  expect(stripVTControlCharacters(stacked)).toBe(renderResult(lines, narrow));
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
  const { divide, multiply, avx512 } = full.variants as Timed;
  const gather = { ...avx512, ratio: sampleInterval(1.9, 1.92, 1.94) };
  const view = renderResult(result({ divide, multiply, avx512, gather }, { best: "avx512" }), wide);
  expect(view).toMatch(/^avx512 +fastest .*\ngather +fastest /m);
  expect(view).toMatch(/^multiply +optimized /m);
});

test("every rate that was declared has a column", () => {
  const divide = measured(36.6, { gflop_per_s: 3.5, items_per_s: 3.4972e9 });
  expect(renderResult(result({ divide }), wide)).toMatchInlineSnapshot(`
    "5.1 vocab128k  5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    variant                     median  ratio to divide  verdict  GFLOP/s  M items/s
    divide   baseline  36.60 us ± 0.04                               3.50      3,497
    Only the baseline divide was measured."
  `);
});

test("device times have a column, and devices a line each", () => {
  const copy = measured(36.6);
  const graph = measured(9.1, { device: "NVIDIA H100 80GB HBM3", device_us: 3.2 });
  const mapped = measured(8.7, { device: "NVIDIA H100 80GB HBM3", device_us: null });
  const cl = measured(120, { device: "pthread-skylake", device_us: 0.531 });
  const view = result({ copy, graph, mapped, cl }, { baseline: "copy" });
  expect(renderResult(view, wide)).toMatchInlineSnapshot(`
    "5.1 vocab128k  5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    variant                      median  on the device  ratio to copy  verdict
    copy     baseline   36.60 us ± 0.04
    graph              9.100 us ± 0.010       3.200 us
    mapped             8.700 us ± 0.010
    cl                   120.0 us ± 0.1       531.0 ns
    graph, mapped: on NVIDIA H100 80GB HBM3
    cl: on pthread-skylake
    No variant is shown to be faster than copy: graph is without a verdict, mapped is without a verdict, cl is without a verdict."
  `);
  expect(renderResult(view, narrow)).toMatchInlineSnapshot(`
    "5.1 vocab128k
    5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    copy (baseline)  36.60 us ± 0.04
    graph  9.100 us ± 0.010
      device 3.200 us
    mapped  8.700 us ± 0.010
    cl  120.0 us ± 0.1
      device 531.0 ns
    graph, mapped: on NVIDIA H100 80GB HBM3
    cl: on pthread-skylake
    No variant is shown to be faster than copy: graph is without a verdict, mapped is without a verdict, cl is without a verdict."
  `);
});

test("a device is said to be what the machine knows of it", () => {
  const device = { api: "opencl", kind: "cpu", name: "pthread-skylake", platform: null } as const;
  const rest = { driver: "3.1", memory_bytes: 2 ** 34, link: null, clock_mhz: null, uuid: null };
  const view = result({ copy: measured(120, { device: "pthread-skylake" }) }, { baseline: "copy" });
  expect(renderResult(view, wide, { devices: [{ ...device, ...rest }] })).toContain(
    "\ncopy: on pthread-skylake (CPU, OpenCL)",
  );
});

test("counted instructions have a column, to the last digit", () => {
  const divide = measured(36.6, { instructions: 1_288_051 });
  const avx512 = measured(18.9, { instructions: null });
  const view = result({ divide, avx512 });
  expect(renderResult(view, wide)).toMatchInlineSnapshot(`
    "5.1 vocab128k  5 trials, 2,400 rounds (93.4 % kept), margin 1 %
    variant                     median  ratio to divide  verdict  instructions
    divide   baseline  36.60 us ± 0.04                               1,288,051
    avx512             18.90 us ± 0.02
    No variant is shown to be faster than divide: avx512 is without a verdict."
  `);
  expect(renderResult(view, narrow)).toContain("\n  1,288,051 instructions\n");
});

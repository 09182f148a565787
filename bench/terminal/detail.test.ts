import { expect, test } from "vitest";
import type { VariantDetail } from "../../harness/model/detail.js";
import { sampleMeasured } from "../../harness/support/testing/records.js";
import { renderDetail } from "./detail.js";
import { counts, described, detail, plain, plots, result } from "./testing/detail.js";

test("p has two digits, or one when it is tiny; a delta has three and its sign", () => {
  const shown = (p: number, delta: number) => {
    const contrast = { ...result.variants.multiply?.detail?.contrast, mann_whitney: { u: 1, p } };
    const own = detail(1, {
      contrast: { ...contrast, cliffs_delta: { delta, band: "small" } } as VariantDetail["contrast"],
    });
    const text = renderDetail({ ...result, variants: { b: described(own) } }, plots, plain(100));
    return /Cliff's.*/.exec(text)?.[0];
  };
  expect(shown(0.03125, -0.2)).toBe("Cliff's delta −0.200 (small), Mann–Whitney p 0.031");
  expect(shown(3.6e-12, 0.2)).toBe("Cliff's delta 0.200 (small), Mann–Whitney p 4e-12");
  expect(shown(1, 0)).toBe("Cliff's delta 0.000 (small), Mann–Whitney p 1");
});

test("samples all alike are drawn, without a figure that is none", () => {
  const same = { min: 1, p1: 1, p5: 1, p25: 1, p50: 1, p75: 1, p95: 1, p99: 1, max: 1 };
  const alike = detail(1, {
    percentiles_us: same,
    histogram: { from_us: 1, to_us: 1, counts: counts.map((_, bin) => (bin === 24 ? 4056 : 0)), beyond: 0 },
  });
  const text = renderDetail({ ...result, variants: { a: described(alike) } }, plots, plain(80));
  expect(text).toContain("█");
  expect(text).not.toMatch(/NaN|Infinity/);
});

test("variants without detail give nothing to show", () => {
  expect(renderDetail({ ...result, variants: { a: sampleMeasured(1) } }, plots, plain(80))).toBe("");
});

import pc from "picocolors";
import { expect, test } from "vitest";
import type { VariantDetail } from "../../harness/model/detail.js";
import type { Result, VariantResult } from "../../harness/model/record.js";
import { renderDetail } from "./detail.js";
import { openPlots } from "./plots.js";

const plots = await openPlots();
const plain = (width: number) => ({ width, wraps: true, colors: pc.createColors(false) });

/** A bell of `height` around bin 16, and a smaller one around bin 36. */
const counts = Array.from({ length: 48 }, (_, bin) =>
  Math.round(400 * Math.exp(-0.5 * ((bin - 16) / 3) ** 2) + 120 * Math.exp(-0.5 * ((bin - 36) / 3) ** 2)),
);

const detail = (scale: number, rest: Partial<VariantDetail> = {}): VariantDetail => ({
  samples: 4056,
  percentiles_us: {
    min: 24.36 * scale,
    p1: 24.61 * scale,
    p5: 24.8 * scale,
    p25: 24.99 * scale,
    p50: 25.16 * scale,
    p75: 25.56 * scale,
    p95: 27.35 * scale,
    p99: 29.12 * scale,
    max: 1902.31 * scale,
  },
  histogram: { from_us: 24.36 * scale, to_us: 29.12 * scale, counts, beyond: 41 },
  outliers: { mild: 33, severe: 234 },
  modes: [
    { at_us: 25.04 * scale, share: 0.746 },
    { at_us: 27.9 * scale, share: 0.213 },
  ],
  contrast: null,
  ...rest,
});

const measured = (median_us: number, rest: Partial<VariantResult>): VariantResult => ({
  state: "measured",
  verified: true,
  problem: null,
  ratio: null,
  verdict: null,
  median_us,
  ...rest,
});

const interval = (low: number, high: number) => ({ estimate: 1.142, low, high, confidence: 0.95 });

const result: Result = {
  target: "5.1",
  workload: "vocab128k",
  baseline: "divide",
  optimized: "multiply",
  best: "multiply",
  margin: 0.01,
  trials: 5,
  rounds: 5040,
  kept: 0.805,
  warnings: [],
  variants: {
    divide: measured(25.16, { detail: detail(1) }),
    multiply: measured(22.02, {
      ratio: interval(1.138, 1.146),
      verdict: "faster",
      detail: detail(0.875, {
        contrast: {
          log_ratios: [0.13024, 0.13591, null, 0.1327, 0.13235],
          bootstrap: interval(1.14, 1.145),
          mann_whitney: { u: 16_000_000, p: 0 },
          cliffs_delta: { delta: 0.9561, band: "large" },
        },
      }),
    }),
  },
};

test("80 columns", () => {
  expect(renderDetail(result, plots, plain(80))).toMatchInlineSnapshot(`
    "         ┌                                                                  ┐
                                       ╷     ┌┬──┐                              ╷
      divide                           ├─────┤│  ├──────────────────────────────┤
                                       ╵     └┴──┘                              ╵
             ╷    ┌┬──┐                          ╷
    multiply ├────┤│  ├──────────────────────────┤
             ╵    └┴──┘                          ╵
             └                                                                  ┘
             21.31 us                      25.22 us                      29.12 us
    box: quartiles and median; whiskers: fastest sample and 99th percentile

    divide  4,056 samples kept, 41 beyond the histogram
                    ▃▇█▇▃
                  ▂▇█████▇▂
      ▁▁▁▁▁▁▁▁▂▂▄▇█████████▇▄▂▂▁▁▁▁▁▂▃▄▅▇███▇▅▄▃▂▁▁▁▁▁
      24.36 us                                29.12 us
      us    min     p1     p5    p25    p50    p75    p95    p99      max
          24.36  24.61  24.80  24.99  25.16  25.56  27.35  29.12  1902.31
      modes       25.04 us (74.6 %), 27.90 us (21.3 %)
      outliers    33 mild (0.814 %), 234 severe (5.77 %)

    multiply  4,056 samples kept, 41 beyond the histogram
                    ▃▇█▇▃
                  ▂▇█████▇▂
      ▁▁▁▁▁▁▁▁▂▂▄▇█████████▇▄▂▂▁▁▁▁▁▂▃▄▅▇███▇▅▄▃▂▁▁▁▁▁
      21.31 us                                25.48 us
      us    min     p1     p5    p25    p50    p75    p95    p99      max
          21.31  21.53  21.70  21.87  22.02  22.36  23.93  25.48  1664.52
      modes       21.91 us (74.6 %), 24.41 us (21.3 %)
      outliers    33 mild (0.814 %), 234 severe (5.77 %)
      effect      Cliff's delta 0.956 (large), Mann–Whitney p < 1e-300
      t interval  1.142× [1.138, 1.146]
      bootstrap   1.142× [1.140, 1.145] by trial
      trials      1.1391×, 1.1456×, none kept, 1.1419×, 1.1415×

    p takes samples for independent and is tiny when they are many: the delta tells
    the difference's size."
  `);
});

test("60 columns", () => {
  expect(renderDetail(result, plots, plain(60))).toMatchInlineSnapshot(`
    "         ┌                                              ┐
                               ╷   ┌┬──┐                    ╷
      divide                   ├───┤│  ├────────────────────┤
                               ╵   └┴──┘                    ╵
             ╷  ┌┬─┐                  ╷
    multiply ├──┤│ ├──────────────────┤
             ╵  └┴─┘                  ╵
             └                                              ┘
             21.31 us            25.22 us            29.12 us
    box: quartiles and median; whiskers: fastest sample and 99th
    percentile

    divide  4,056 samples kept, 41 beyond the histogram
                    ▃▇█▇▃
                  ▂▇█████▇▂
      ▁▁▁▁▁▁▁▁▂▂▄▇█████████▇▄▂▂▁▁▁▁▁▂▃▄▅▇███▇▅▄▃▂▁▁▁▁▁
      24.36 us                                29.12 us
      us    min     p1     p5    p25    p50
          24.36  24.61  24.80  24.99  25.16
      us    p75    p95    p99      max
          25.56  27.35  29.12  1902.31
      modes       25.04 us (74.6 %), 27.90 us (21.3 %)
      outliers    33 mild (0.814 %), 234 severe (5.77 %)

    multiply  4,056 samples kept, 41 beyond the histogram
                    ▃▇█▇▃
                  ▂▇█████▇▂
      ▁▁▁▁▁▁▁▁▂▂▄▇█████████▇▄▂▂▁▁▁▁▁▂▃▄▅▇███▇▅▄▃▂▁▁▁▁▁
      21.31 us                                25.48 us
      us    min     p1     p5    p25    p50
          21.31  21.53  21.70  21.87  22.02
      us    p75    p95    p99      max
          22.36  23.93  25.48  1664.52
      modes       21.91 us (74.6 %), 24.41 us (21.3 %)
      outliers    33 mild (0.814 %), 234 severe (5.77 %)
      effect      Cliff's delta 0.956 (large), Mann–Whitney p <
                  1e-300
      t interval  1.142× [1.138, 1.146]
      bootstrap   1.142× [1.140, 1.145] by trial
      trials      1.1391×, 1.1456×, none kept, 1.1419×, 1.1415×

    p takes samples for independent and is tiny when they are
    many: the delta tells the difference's size."
  `);
});

test.each([60, 80, 120, 200])(
  "fits %d columns, however long names are and however many trials there were",
  (width) => {
    const { divide, multiply } = result.variants;
    const contrast = multiply?.detail?.contrast ?? null;
    const trials = Array.from({ length: 15 }, (_, i) => i / 100);
    const long = detail(0.5, { contrast: contrast && { ...contrast, log_ratios: trials } });
    const variants = {
      "the-straightforward-division": divide as VariantResult,
      "multiplication-by-a-reciprocal": { ...multiply, detail: long } as VariantResult,
    };
    const lines = renderDetail({ ...result, variants }, plots, plain(width)).split("\n");
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  },
);

test("small p values and negative deltas", () => {
  const shown = (p: number, delta: number) => {
    const contrast = { ...result.variants.multiply?.detail?.contrast, mann_whitney: { u: 1, p } };
    const own = detail(1, {
      contrast: { ...contrast, cliffs_delta: { delta, band: "small" } } as VariantDetail["contrast"],
    });
    const text = renderDetail(
      { ...result, variants: { b: measured(1, { detail: own }) } },
      plots,
      plain(100),
    );
    return /Cliff's.*/.exec(text)?.[0];
  };
  expect(shown(0.03125, -0.2)).toBe("Cliff's delta −0.200 (small), Mann–Whitney p 0.031");
  expect(shown(3.6e-12, 0.2)).toBe("Cliff's delta 0.200 (small), Mann–Whitney p 4e-12");
  expect(shown(1, 0)).toBe("Cliff's delta 0.000 (small), Mann–Whitney p 1");
});

test("samples all alike are drawn too", () => {
  const same = { min: 1, p1: 1, p5: 1, p25: 1, p50: 1, p75: 1, p95: 1, p99: 1, max: 1 };
  const alike = detail(1, {
    percentiles_us: same,
    histogram: { from_us: 1, to_us: 1, counts: counts.map((_, bin) => (bin === 24 ? 4056 : 0)), beyond: 0 },
  });
  const text = renderDetail({ ...result, variants: { a: measured(1, { detail: alike }) } }, plots, plain(80));
  expect(text).toContain("█");
  expect(text).not.toMatch(/NaN|Infinity/);
});

test("colours add nothing but colours", () => {
  const colored = renderDetail(result, plots, { ...plain(100), colors: pc.createColors(true) });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken away
  const stripped = colored.replaceAll(/\u001b\[\d+m/g, "");
  const trimmed = (text: string) => text.replaceAll(/ +$/gm, "");
  expect(trimmed(stripped)).toBe(trimmed(renderDetail(result, plots, plain(100))));
  expect(colored).not.toBe(stripped);
});

test("without detail there is nothing to show", () => {
  expect(renderDetail({ ...result, variants: { a: measured(1, {}) } }, plots, plain(80))).toBe("");
});

import { stripVTControlCharacters } from "node:util";
import pc from "picocolors";
import { expect, test } from "vitest";
import type { VariantResult } from "../../harness/model/record.js";
import { renderDetail } from "./detail.js";
import { detail, plain, plots, result } from "./testing/detail.js";

test("80 columns: boxes, then each variant with its percentiles in one row", () => {
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

test("60 columns: percentiles in two rows, sentences wrapped", () => {
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
    expect(lines.length).toBeGreaterThan(20);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  },
);

test("colours add nothing but colours", () => {
  const colored = renderDetail(result, plots, { ...plain(100), colors: pc.createColors(true) });
  const stripped = stripVTControlCharacters(colored);
  const trimmed = (text: string) => text.replaceAll(/ +$/gm, "");
  expect(trimmed(stripped)).toBe(trimmed(renderDetail(result, plots, plain(100))));
  expect(colored).not.toBe(stripped);
});

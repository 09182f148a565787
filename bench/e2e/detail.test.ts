import * as v from "valibot";
import { expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { runDocument } from "./testing/documents.js";
import { openProject } from "./testing/project.js";
import { recordsOf } from "./testing/records.js";

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.gtValue(0));
const ratio = v.strictObject({ estimate: positive, low: positive, high: positive, confidence: v.number() });

const detailDocument = v.strictObject({
  samples: count,
  percentiles_us: v.strictObject(
    v.entriesFromList(["min", "p1", "p5", "p25", "p50", "p75", "p95", "p99", "max"], positive),
  ),
  histogram: v.strictObject({
    from_us: positive,
    to_us: positive,
    counts: v.array(count),
    beyond: count,
  }),
  outliers: v.strictObject({ mild: count, severe: count }),
  modes: v.array(v.strictObject({ at_us: positive, share: v.number() })),
  contrast: v.nullable(
    v.strictObject({
      log_ratios: v.array(v.nullable(v.number())),
      bootstrap: v.nullable(ratio),
      mann_whitney: v.strictObject({ u: v.number(), p: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) }),
      cliffs_delta: v.strictObject({
        delta: v.pipe(v.number(), v.minValue(-1), v.maxValue(1)),
        band: v.picklist(["negligible", "small", "medium", "large"]),
      }),
    }),
  ),
});

test("--detail --json describes what was measured; the record does not", async () => {
  const project = openProject("pair");
  const { exitCode, json } = await project.bench(["run", "1.2", "--detail", "--json"]);
  expect(exitCode).toBe(0);
  const report = json<RunReport>();
  const [result] = report.results;
  const variants = Object.entries(result?.variants ?? {});
  expect(variants.length).toBeGreaterThan(1);
  for (const [name, { detail, median_us, ratio: judged }] of variants) {
    const own = v.parse(detailDocument, detail);
    expect(own.percentiles_us.p50).toBeCloseTo(median_us ?? Number.NaN, 9);
    expect(own.histogram.counts.reduce((sum, n) => sum + n, own.histogram.beyond)).toBe(own.samples);
    expect(own.contrast === null).toBe(name === result?.baseline);
    if (own.contrast === null) continue;
    expect(own.contrast.log_ratios).toHaveLength(result?.trials ?? 0);
    expect(own.contrast.bootstrap?.estimate).toBeCloseTo(judged?.estimate ?? Number.NaN, 9);
  }
  const [record] = recordsOf(project, "1.2");
  const stored = JSON.stringify(record);
  expect(stored).toContain("trial_summaries");
  expect(stored).not.toContain("cliffs_delta");
  const plain = JSON.parse(JSON.stringify(report, (key, value) => (key === "detail" ? undefined : value)));
  v.parse(runDocument, plain);
});

test("--detail shows plots and percentiles after the table, without colours in a pipe", async () => {
  const project = openProject("pair");
  const { exitCode, stdout } = await project.bench(["run", "1.2", "--detail", "--no-record"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/verdict[\s\S]*┬[\s\S]*█[\s\S]*p99[\s\S]*outliers[\s\S]*Cliff's delta/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence is what must not be there
  expect(stdout).not.toMatch(/\u001b/);
});

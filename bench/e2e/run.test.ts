import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckReport, RunReport } from "../../harness/model/reports.js";
import { checkDocument, doctorDocument, runDocument } from "./testing/documents.js";
import { type Finished, openProject } from "./testing/project.js";
import { recordsOf } from "./testing/records.js";

const measured = openProject("pair", afterAll);
let finished: Finished;
let report: RunReport;

beforeAll(async () => {
  finished = await measured.bench(["run", "--json"]);
  report = finished.json<RunReport>();
});

test("--json is the document of the contract and nothing else", () => {
  expect(finished).toMatchObject({ exitCode: 0, signal: null });
  v.parse(runDocument, report);
  expect(report.problems).toEqual([]);
  expect(report.results.map(({ target, workload }) => `${target} ${workload}`)).toEqual([
    "1.1 tiny",
    "1.1 small",
    "1.2 tiny",
  ]);
});

test("every variant has a ratio against the baseline, which has none", () => {
  const { baseline, optimized, best, variants, trials, rounds } = report
    .results[0] as RunReport["results"][number];
  expect({ baseline, optimized }).toEqual({ baseline: "double", optimized: "sum" });
  expect(Object.keys(variants)).toEqual(["double", "sum", "product"]);
  expect(variants.double).toMatchObject({ ratio: null, verdict: null });
  // A baseline that cannot be vectorised: far from any margin on every machine.
  for (const name of ["sum", "product"]) {
    expect(variants[name]).toMatchObject({ verdict: "faster", ratio: { confidence: 0.95 } });
    expect(variants[name]?.ratio?.low).toBeGreaterThan(1);
  }
  expect(["sum", "product"]).toContain(best);
  expect(trials).toBeGreaterThanOrEqual(5);
  expect(rounds).toBeGreaterThan(0);
});

test("times and bandwidth are those of one operation", () => {
  const variant = report.results[0]?.variants.sum;
  const { min_us = 0, median_us = 0, p95_us = 0, gb_per_s = 0 } = variant ?? {};
  expect(min_us).toBeLessThanOrEqual(median_us);
  expect(median_us).toBeLessThanOrEqual(p95_us);
  expect(gb_per_s).toBeCloseTo(8000 / (median_us * 1000), 6); // 8 n bytes, as declared
  expect(report.results[0]?.floor_us).toBeGreaterThan(0);
  expect(report.results[2]?.variants.loop).not.toHaveProperty("gb_per_s"); // 1.2 declares none
  expect(report.results[2]?.floor_us).toBeNull();
});

test("what is told on the way goes to stderr", () => {
  expect(finished.stderr).toMatch(/2 targets, 3 comparisons, 5 variants/);
  expect(finished.stderr).toMatch(/1\.1 small · measuring, trial 5 of /);
});

test("records hold the results, one line per target and workload", () => {
  const records = [...recordsOf(measured, "1.1"), ...recordsOf(measured, "1.2")];
  expect(records).toMatchObject(report.results);
  expect(new Set(records.map(({ run }) => run.id)).size).toBe(1);
  expect(records.every(({ machine }) => machine === report.machine.id)).toBe(true);
});

test("--variant and --workload narrow it; the baseline always runs; the order of rounds has a seed", async () => {
  const project = openProject(measured.root);
  const args = [
    "run",
    "1.*",
    "--variant",
    "product",
    "--workload",
    "small",
    "--seed",
    "7",
    "--trials",
    "6",
    "--json",
  ];
  const narrowed = (await project.bench(args)).json<RunReport>();
  expect(narrowed.results.map(({ target, workload }) => `${target} ${workload}`)).toEqual(["1.1 small"]);
  expect(Object.keys(narrowed.results[0]?.variants ?? {})).toEqual(["double", "product"]);
  expect(narrowed.results[0]?.trials).toBeGreaterThanOrEqual(6);
  // The narrower record hides nothing of the wider one.
  expect(project.read("tracking.md")).toMatch(/^\| 1\.1 .*COMPLETE.*`small`/m);
});

test("people see a table per comparison, a sentence, and what to do next", async () => {
  const { exitCode, stdout } = await measured.bench(["run", "1.1", "--workload", "tiny", "--no-record"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^1\.1 tiny {2}\d+ trials/m);
  expect(stdout).toMatch(/^double +baseline +\d.*\d ns/m);
  expect(stdout).toMatch(/^sum .*× \[[\d.]+, [\d.]+\] +faster/m);
  expect(stdout).toMatch(/^next: bench /m);
  expect(recordsOf(measured, "1.1")).toHaveLength(2);
});

test("check proves every variant and measures nothing", async () => {
  const project = openProject("pair");
  const { exitCode, json } = await project.bench(["check", "vectors", "--json"]);
  expect(exitCode).toBe(0);
  const checked = v.parse(checkDocument, json()) as CheckReport;
  expect(checked.results).toHaveLength(3);
  expect(checked.results[2]?.variants).toEqual({
    loop: { state: "verified", problem: null },
    unrolled: { state: "verified", problem: null },
  });
  expect({ results: project.has("results"), table: project.has("tracking.md") }).toEqual({
    results: false,
    table: false,
  });
});

test("doctor has a finding for every check, and a remedy for what is not in order", async () => {
  const { exitCode, json } = await measured.bench(["doctor", "--json"]);
  const { machine, findings } = v.parse(doctorDocument, json());
  expect(machine.id).toBe(report.machine.id);
  expect(findings.length).toBeGreaterThan(5);
  expect(exitCode).toBe(findings.some(({ level }) => level === "bad") ? 1 : 0);
  for (const { level, mend } of findings) if (level === "bad") expect(mend).toBeTruthy();
});

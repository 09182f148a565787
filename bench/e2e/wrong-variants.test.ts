import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MeasurementRecord } from "../../harness/model/record.js";
import type { PromoteReport, RunReport } from "../../harness/model/reports.js";
import { runDocument } from "./testing/documents.js";
import { isAlive } from "./testing/processes.js";
import { type Finished, openProject } from "./testing/project.js";
import { recordsOf } from "./testing/records.js";

describe("five variants that are wrong, each in its own way, and a good one", () => {
  const project = openProject("wrong-five", afterAll);
  let finished: Finished;
  let report: RunReport;
  beforeAll(async () => {
    finished = await project.bench(["run", "--json"]);
    report = finished.json<RunReport>();
  });

  test("end with exit code 5 and a document of the contract", () => {
    expect(finished).toMatchObject({ exitCode: 5, signal: null });
    v.parse(runDocument, report);
    expect(report.problems).toEqual([]);
  });

  test.each([
    [
      "wrong",
      "WRONG_OUTPUT",
      /^1\.1\/wrong computes something else: y\[7\] should be \S+ and is \S+; 1 of 1000 elements differ \(workload tiny, /,
    ],
    ["segfault", "VARIANT_CRASHES", /^1\.1\/segfault dies of SIGSEGV: .* \(workload tiny\)/],
    [
      "endless",
      "VARIANT_HANGS",
      /^1\.1\/endless gives no answer within 2 s and was killed \(workload tiny\)/,
    ],
    [
      "past_end",
      "OUT_OF_BOUNDS",
      /^1\.1\/past_end writes outside of y, 1 byte past the end, at y\[1000\] \(1000 elements of 4 bytes; /,
    ],
    ["exits", "VARIANT_EXITS", /^1\.1\/exits ends the process itself, with exit code 0 \(workload tiny\)/],
  ])("%s is %s", (name, code, message) => {
    expect(report.results[0]?.variants[name]).toMatchObject({
      state: "invalid",
      verified: false,
      ratio: null,
      problem: {
        code,
        message: expect.stringMatching(message),
        where: `targets/vectors/scale/${name}.cpp`,
        mend: expect.stringMatching(/.{20}/),
      },
    });
  });

  test("the good one is measured against the baseline", () => {
    const { variants, trials } = report.results[0] as RunReport["results"][number];
    expect(trials).toBeGreaterThanOrEqual(5);
    expect(variants.baseline).toMatchObject({
      state: "measured",
      verified: true,
      ratio: null,
      verdict: null,
    });
    expect(variants.good).toMatchObject({ state: "measured", verified: true, ratio: { confidence: 0.95 } });
  });

  test("the record says the same, and so does tracking.md", () => {
    const records = recordsOf(project, "1.1");
    const states = (of: MeasurementRecord["variants"]) =>
      Object.entries(of).map(([name, { state }]) => [name, state]);
    expect(records).toHaveLength(1);
    expect(states(records[0]?.variants ?? {})).toEqual(states(report.results[0]?.variants ?? {}));
    expect(project.read("tracking.md")).toContain("| 1.1 |");
  });

  test("people are told each problem with its place and remedy, by check too", async () => {
    const { exitCode, stdout } = await project.bench(["check", "1.1"]);
    expect(exitCode).toBe(5);
    for (const [name, variant] of Object.entries(report.results[0]?.variants ?? {})) {
      if (variant.problem === null) expect(stdout).toMatch(new RegExp(`verified {2}${name}$`, "m"));
      else
        expect(stdout).toMatch(
          new RegExp(`${variant.problem.code} {2}1\\.1/${name} .*\\n.*${name}\\.cpp\\n.*→ `),
        );
    }
  });
});

test("what was measured as wrong is not promoted until it is changed", async () => {
  const project = openProject("wrong-five");
  await project.bench(["run", "1.1", "--variant", "wrong"]);
  const file = "targets/vectors/scale/target.ts";
  const before = project.read(file);
  const promote = ["promote", "1.1", "wrong", "--json"];

  const refused = await project.bench(promote);
  expect(refused.exitCode).toBe(5);
  expect(refused.json<PromoteReport>().problems).toEqual([
    {
      code: "VARIANT_INVALID",
      message: expect.stringMatching(/^1\.1\/wrong is wrong \(workload tiny, on \S+\): WRONG_OUTPUT\.$/),
      where: "targets/vectors/scale/wrong.cpp",
      mend: expect.stringContaining("bench run 1.1"),
    },
  ]);
  expect(project.read(file)).toBe(before);

  project.write("targets/vectors/scale/wrong.cpp", project.read("targets/vectors/scale/good.cpp"));
  expect((await project.bench(promote)).exitCode).toBe(0);
  expect(project.read(file)).toMatch(/optimized: "wrong"/);
});

describe("variants with bad manners", () => {
  const project = openProject("unruly", afterAll);
  let finished: Finished;
  let report: RunReport;
  beforeAll(async () => {
    finished = await project.bench(["run", "--json"]);
    report = finished.json<RunReport>();
  });

  test("one that aborts is named, with what it printed, and the others are measured", () => {
    expect(finished.exitCode).toBe(5);
    const { aborts, throws, ...others } = report.results[0]?.variants ?? {};
    expect(aborts).toMatchObject({
      state: "invalid",
      problem: {
        code: "VARIANT_ABORTS",
        message: expect.stringMatching(
          /^1\.1\/aborts aborts \(workload tiny\)\..*assertion failed: n is odd/,
        ),
        where: "targets/vectors/scale/aborts.cpp",
        mend: expect.stringContaining("assertion"),
      },
    });
    expect(throws?.problem).toMatchObject({
      code: "VARIANT_ABORTS",
      message:
        "1.1/throws aborts on an uncaught exception, std::runtime_error: boo (workload tiny). " +
        'It printed: "about to throw".',
    });
    expect(Object.values(others).map(({ state }) => state)).toEqual(Array(5).fill("measured"));
  });

  test("stdout is one document all the same: what a kernel prints becomes a warning", () => {
    v.parse(runDocument, report);
    expect(finished.stdout.startsWith("{")).toBe(true);
    const warning = report.results[0]?.warnings.find(({ code }) => code === "variant-prints");
    expect(warning?.message).toMatch(/^prints .*from the kernel/);
    expect(warning?.advice).toMatch(/^Remove the printing/);
  });

  test("exactly those that start processes are warned about", () => {
    const warnings =
      report.results[0]?.warnings.filter(({ code }) => code === "variant-starts-process") ?? [];
    expect(warnings.map(({ message }) => message.split(" ")[0])).toEqual(["starts_child", "leaves_child"]);
  });

  test("a child that outlives its kernel is gone with the worker", async () => {
    const children = project.read("children.txt").trim().split("\n");
    expect(children.length).toBeGreaterThanOrEqual(5); // one per worker
    await expect.poll(() => children.filter(isAlive)).toEqual([]);
  });
});

import { rmSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { checkDocument, runDocument } from "./testing/documents.js";
import { openProject, type TestProject } from "./testing/project.js";
import { recordsOf } from "./testing/records.js";

/** An oracle, or the baseline that stands in for one, that cannot be the reference. */

const C = {
  crashes: '#include "pawl/good.h"\nvoid scale(const float *, float *, size_t) { *(volatile int *)8 = 1; }\n',
  misspelt: '#include "pawl/good.h"\nvoid scale(const float *, float *, size_t) { undeclared(); }\n',
};
const TARGET = "targets/good/target.ts";
function openGood(role: "baseline" | "oracle", fault: keyof typeof C): TestProject {
  const copy = openProject("broken");
  for (const other of ["huge", "oracle", "throws", "invalid"])
    rmSync(copy.path(`targets/${other}`), { recursive: true });
  copy.write(`targets/good/${role}.cpp`, C[fault]);
  if (role === "oracle")
    copy.write(TARGET, copy.read(TARGET).replace("limits:", 'oracle: "oracle.cpp",\n  limits:'));
  return copy;
}

test.each([
  [
    "crashes",
    "oracle.cpp",
    /^Nothing of good .* can be judged: .*good\/oracle dies of SIGSEGV/,
    /indices and pointers\.$/,
  ],
  [
    "misspelt",
    "oracle.cpp:2",
    /^Nothing of good .* can be judged: good\/oracle does not compile: .*undeclared/,
    /\.pawl\/log\/good\/oracle\.log/,
  ],
] as const)("an oracle that %s is no result", async (fault, where, message, mend) => {
  const copy = openGood("oracle", fault);
  const { exitCode, json } = await copy.bench(["run", "--json"]);
  expect(exitCode).toBe(1);
  expect(json<RunReport>()).toMatchObject({
    results: [],
    problems: [
      {
        code: "ORACLE_FAILED",
        message: expect.stringMatching(message),
        where: `targets/good/${where}`,
        mend: expect.stringMatching(mend),
      },
    ],
  });
  expect(copy.has("results")).toBe(false);
});

test.each([
  [
    "crashes",
    5,
    { state: "invalid", verified: false },
    /good\/baseline dies of SIGSEGV/,
    "baseline.cpp",
    "is invalid",
  ],
  [
    "misspelt",
    1,
    { state: "failed", verified: null },
    /good\/baseline does not compile: .*undeclared/,
    "baseline.cpp:2",
    "did not build",
  ],
] as const)("a baseline that %s is one, recorded", async (fault, code, own, message, where, how) => {
  const copy = openGood("baseline", fault);
  const { exitCode, json } = await copy.bench(["run", "--json"]);
  expect(exitCode).toBe(code);
  const { results, problems } = v.parse(runDocument, json());
  expect(problems).toEqual([]);
  expect(results).toMatchObject([
    {
      trials: 0,
      best: null,
      variants: {
        baseline: {
          ...own,
          problem: {
            code: fault === "crashes" ? "VARIANT_CRASHES" : "COMPILE_ERROR",
            message: expect.stringMatching(message),
            where: `targets/good/${where}`,
          },
        },
        sum: {
          state: "skipped",
          verified: null,
          ratio: null,
          problem: {
            code: "ORACLE_FAILED",
            message: `good/sum cannot be judged: the baseline baseline ${how}.`,
            where: `targets/good/${where}`,
          },
        },
      },
    },
  ]);
  expect(recordsOf(copy, "good")).toMatchObject(results);
  expect(copy.read("tracking.md")).toMatch(/^\| good .*NOT_STARTED/m);

  const checked = await copy.bench(["check", "--json"]);
  expect(checked.exitCode).toBe(code);
  expect(v.parse(checkDocument, checked.json())).toMatchObject({
    results: [{ variants: { baseline: { state: own.state }, sum: { state: "skipped" } } }],
    problems: [],
  });
});

test.each([
  ["from the start", "3.0f"],
  ["only once it was timed", "(calls > 100 ? 3.0f : 2.0f)"],
])("a baseline that its oracle finds wrong %s leaves times and no ratios", async (_when, factor) => {
  const copy = openGood("oracle", "crashes");
  copy.write("targets/good/oracle.cpp", copy.read("targets/good/sum.cpp"));
  copy.write("targets/good/other.cpp", copy.read("targets/good/sum.cpp"));
  copy.write(TARGET, copy.read(TARGET).replace('sum: "sum.cpp"', 'sum: "sum.cpp", other: "other.cpp"'));
  copy.write(
    "targets/good/baseline.cpp",
    '#include "pawl/good.h"\nstatic volatile int calls;\nvoid scale(const float *x, float *y, size_t n) {\n' +
      `  calls = calls + 1;\n  for (size_t i = 0; i < n; i++) y[i] = ${factor} * x[i];\n}\n`,
  );
  const { exitCode, json } = await copy.bench(["run", "--json"]);
  expect(exitCode).toBe(5);
  v.parse(runDocument, json());
  expect(json<RunReport>().results[0]?.variants).toMatchObject({
    baseline: { state: "invalid", problem: { code: expect.stringMatching(/^WRONG_/) } },
    sum: { state: "measured", ratio: null, verdict: null },
    other: { state: "measured", ratio: null, verdict: null },
  });
  const [record] = recordsOf(copy, "good");
  expect(record?.trial_summaries).toHaveLength(5); // no second stage, with nothing to settle
  const ratios = record?.trial_summaries.flatMap(({ variants }) =>
    Object.values(variants).map((one) => one.log_ratio),
  );
  expect(new Set(ratios)).toEqual(new Set([null]));
});

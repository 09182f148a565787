import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { runTool } from "../../harness/support/spawn.js";
import { runDocument } from "./testing/documents.js";
import { openProject, type TestProject } from "./testing/project.js";
import { recordsOf } from "./testing/records.js";

const there = (await runTool("valgrind", ["--version"])).exitCode === 0;
const run = ["run", "1.2", "--budget", "0.1", "--json"];
const withValgrind = there ? test : test.skip;
const missing = there ? "" : " (valgrind is not installed)";

withValgrind(`counted instructions are in document, record and table${missing}`, async () => {
  const project = openProject("pair");
  const { exitCode, json, stderr } = await project.bench([...run, "--counter", "instructions"]);
  expect(exitCode).toBe(0);
  const report = json<RunReport>();
  v.parse(runDocument, report);
  expect(report.problems).toEqual([]);
  const [result] = report.results;
  expect(result?.counter).toBe("callgrind");
  const { loop, unrolled } = result?.variants ?? {};
  expect(loop?.instructions).toBeGreaterThan(0);
  expect(unrolled?.instructions).not.toBe(loop?.instructions);
  expect(recordsOf(project, "1.2")[0]?.variants.loop?.instructions).toBe(loop?.instructions);
  expect(stderr).toContain("1.2 tiny · counting instructions\n");

  // The CPU counts, or it is said that valgrind does: then the numbers are those from before.
  const asked = await project.bench([...run, "--no-record", "--counter", "hardware"]);
  expect(asked.exitCode).toBe(0);
  const { results, problems } = asked.json<RunReport>();
  v.parse(runDocument, asked.json());
  if (results[0]?.counter === "perf_event") return expect(problems).toEqual([]);
  expect(problems).toMatchObject([{ code: "HARDWARE_COUNTER_MISSING" }]);
  expect(results[0]).toMatchObject({ counter: "callgrind" });
  for (const name of ["loop", "unrolled"])
    expect(results[0]?.variants[name]?.instructions).toBe(result?.variants[name]?.instructions);
});

/** Every command there is but valgrind, in one folder. */
function withoutValgrind(project: TestProject): string {
  const folder = project.path("bin");
  mkdirSync(folder);
  for (const from of (process.env.PATH ?? "").split(":")) {
    const names = existsSync(from) ? readdirSync(from) : [];
    for (const name of names.filter((one) => one !== "valgrind" && !existsSync(join(folder, one))))
      symlinkSync(join(from, name), join(folder, name));
  }
  return folder;
}

test("without valgrind times are measured all the same", async () => {
  const project = openProject("pair");
  const PATH = withoutValgrind(project);
  const { exitCode, json } = await project.bench([...run, "--no-record", "--counter", "instructions"], {
    PATH,
  });
  expect(exitCode).toBe(0);
  const report = json<RunReport>();
  v.parse(runDocument, report);
  expect(report.problems).toMatchObject([
    { code: "VALGRIND_MISSING", mend: expect.stringContaining("apt-get install -y valgrind") },
  ]);
  expect(report.results[0]).not.toHaveProperty("counter");
  expect(report.results[0]?.variants.loop).toMatchObject({ state: "measured", instructions: null });
});

withValgrind(`a run that is interrupted while it counts keeps what it has timed${missing}`, async () => {
  const project = openProject("pair");
  const running = project.start([...run, "--counter", "instructions"]);
  await running.said("1.2 tiny · counting instructions");
  running.child.kill("SIGINT");
  const { exitCode, json } = await running.finished;
  expect(exitCode).toBe(130);
  const { results } = json<RunReport>();
  expect(results).toMatchObject([{ target: "1.2", variants: { loop: { state: "measured" } } }]);
  expect(recordsOf(project, "1.2")).toMatchObject(results);
  expect(readdirSync(project.path(".pawl/run"))).toEqual([]);
});

import { readdirSync, rmSync } from "node:fs";
import { expect, test } from "vitest";
import type { CheckReport, RunReport, TrackReport } from "../../harness/model/reports.js";
import { workersIn } from "./testing/processes.js";
import { openProject, type TestProject } from "./testing/project.js";
import { recordsOf } from "./testing/records.js";

/** Makes a variant so slow that it is still being worked on when the signal arrives. */
const slowDown = (project: TestProject, source: string) =>
  project.write(
    source,
    `#include <unistd.h>\n${project.read(source)}`.replace(/^ *for/m, "    usleep(5000);\n$&"),
  );

/** A project whose second target takes long to measure. */
function slowProject(): TestProject {
  const project = openProject("pair");
  const declaration = "targets/vectors/shift/target.ts";
  project.write(declaration, project.read(declaration).replace("budget: 0.2", "budget: 6"));
  slowDown(project, "targets/vectors/shift/loop.cpp");
  return project;
}

/** Has an endless variant, which nothing stops while a test lasts. */
function withoutTimeout(): TestProject {
  const project = openProject("wrong-five");
  const file = "targets/vectors/scale/target.ts";
  project.write(file, project.read(file).replace("timeout: 2,", "timeout: 600,"));
  return project;
}

const leftovers = (project: TestProject) => readdirSync(project.path(".pawl/run"));

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle of measuring keeps what is finished",
  async (signal) => {
    const project = slowProject();
    const running = project.start(["run", "1.1", "1.2", "--workload", "tiny", "--json"]);
    await running.said("1.2 tiny · measuring, trial 2 of 5");
    running.child.kill(signal);
    const { exitCode, signal: died, stderr, json } = await running.finished;

    expect({ exitCode, died }).toEqual({ exitCode: 130, died: null });
    expect(stderr).toContain("stopping: finished targets are recorded");
    const { results, problems } = json<RunReport>();
    expect(results.map(({ target }) => target)).toEqual(["1.1"]);
    expect(problems).toEqual([
      { code: "INTERRUPTED", message: "Not measured: 1.2 tiny.", mend: "go on with `bench run 1.2`" },
    ]);
    expect(recordsOf(project, "1.1")).toHaveLength(1);
    expect(() => recordsOf(project, "1.2")).toThrow("ENOENT");
    if (process.platform === "linux") await expect.poll(() => workersIn(project.root)).toEqual([]);
    expect(leftovers(project)).toEqual([]);

    const table = await project.bench(["track", "--check", "--json"]);
    expect(table.json<TrackReport>()).toMatchObject({ changed: false, problems: [] });
    expect(table.exitCode).toBe(0);
  },
);

test("a run that is interrupted before its first result leaves no table", async () => {
  const project = slowProject();
  const running = project.start(["run", "1.2"]);
  await running.said("1.2 tiny · measuring, trial 1 of 5");
  running.child.kill("SIGINT");
  const finished = await running.finished;
  expect(finished).toMatchObject({ exitCode: 130, signal: null });
  expect(finished.stdout).toBe("");
  expect(finished.stderr).toContain("INTERRUPTED  Not measured: 1.2 tiny.\n  → go on with `bench run 1.2`\n");
  expect({ results: project.has("results"), table: project.has("tracking.md") }).toEqual({
    results: false,
    table: false,
  });
  expect(leftovers(project)).toEqual([]);
});

test("a check that is interrupted while a variant hangs ends at once", async () => {
  const project = withoutTimeout();
  const running = project.start(["check", "--json"]);
  await running.said("1.1 tiny · verifying");
  running.child.kill("SIGINT");
  const { exitCode, json } = await running.finished;
  expect(exitCode).toBe(130);
  const { results, problems } = json<CheckReport>();
  expect(results).toEqual([]);
  expect(problems).toMatchObject([{ code: "INTERRUPTED", message: expect.stringContaining("1.1 tiny") }]);
  if (process.platform === "linux") await expect.poll(() => workersIn(project.root)).toEqual([]);
  expect(leftovers(project)).toEqual([]);
});

test("a check that is interrupted while it fuzzes keeps what is finished", async () => {
  const project = openProject("fuzzed");
  slowDown(project, "targets/vectors/plain/twin.cpp");
  const running = project.start(["check", "--variant", "twin", "--fuzz", "400", "--json"]);
  await running.said("1.2 tiny · fuzzing");
  running.child.kill("SIGINT");
  const { exitCode, json } = await running.finished;
  expect(exitCode).toBe(130);
  const { results, problems } = json<CheckReport>();
  expect(results.map(({ target }) => target)).toEqual(["1.1", "1.1"]);
  expect(problems).toMatchObject([{ code: "INTERRUPTED", message: "Not checked: 1.2 tiny." }]);
  expect(leftovers(project)).toEqual([]);
});

test("a run that is interrupted while it builds says that there is no result", async () => {
  const project = openProject("pair");
  const running = project.start(["run", "--json"]);
  await running.said("building");
  running.child.kill("SIGINT");
  const { exitCode, json } = await running.finished;
  expect(exitCode).toBe(130);
  expect(json<RunReport>()).toMatchObject({ results: [], problems: [{ code: "INTERRUPTED" }] });
  expect({ results: project.has("results"), table: project.has("tracking.md") }).toEqual({
    results: false,
    table: false,
  });
});

test.runIf(process.platform === "linux")("workers die with a command that is killed", async () => {
  const project = withoutTimeout();
  const running = project.start(["check"]);
  await running.said("1.1 tiny · verifying");
  await expect.poll(() => workersIn(project.root).length).toBeGreaterThan(0);
  running.child.kill("SIGKILL");
  expect(await running.finished).toMatchObject({ exitCode: null, signal: "SIGKILL" });
  await expect.poll(() => workersIn(project.root)).toEqual([]);

  // What it left is cleared away by the next command.
  const killed = leftovers(project);
  expect(killed).toContain(`${running.child.pid}-1.1-tiny-0.inputs`);
  expect((await project.bench(["check", "--variant", "good"])).exitCode).toBe(0);
  expect(leftovers(project)).toEqual([]);
});

test("a run whose scratch folder is deleted ends with the one document all the same", async () => {
  const project = slowProject();
  const running = project.start([
    "run",
    "1.2",
    "--workload",
    "tiny",
    "--budget",
    "6",
    "--no-record",
    "--json",
  ]);
  await running.said("1.2 tiny · measuring, trial 2 of 5");
  rmSync(project.path(".pawl/run"), { recursive: true });
  const { exitCode, json } = await running.finished;
  expect(exitCode).toBe(1);
  expect(json<RunReport>()).toMatchObject({ results: [], problems: [{ code: "INTERNAL" }] });
  expect(json<RunReport>().problems[0]?.message).toContain(project.path(".pawl/run/status-"));
  if (process.platform === "linux") await expect.poll(() => workersIn(project.root)).toEqual([]);
});

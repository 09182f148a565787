import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DoctorReport, ListReport, RunReport, TrackReport } from "../../harness/model/reports.js";
import { openProject } from "./testing/project.js";
import { recordFile, recordsOf } from "./testing/records.js";

describe("a record file that was damaged", () => {
  const project = openProject("pair", afterAll);
  const run = () => project.bench(["run", "1.2", "--json"]);
  let file: string;
  let before: Buffer;
  const EXPECTED = [
    { code: "RECORD_DAMAGED", line: 2, message: /not JSON.*skipped/ },
    { code: "RECORD_NEWER", line: 3, message: /newer pawl \(schema 9\).*skipped/ },
    { code: "RECORD_TORN", line: 4, message: /cut short.*skipped/ },
  ];

  beforeAll(async () => {
    expect((await run()).exitCode).toBe(0);
    file = recordFile(project, "1.2");
    const line = project.read(file);
    project.write(
      file,
      [
        line.trimEnd(),
        `${line.slice(0, 100)}#`,
        line.trimEnd().replace("record@1", "record@9"),
        line.slice(0, 200),
      ].join("\n"),
    );
    before = readFileSync(project.path(file));
  });

  test.each(["list", "track"])("is told by %s, line by line, and still read", async (command) => {
    const { exitCode, stderr, json } = await project.bench([command, "--json"]);
    expect(exitCode).toBe(0);
    expect(json<ListReport | TrackReport>().problems).toMatchObject(
      EXPECTED.map(({ code, line, message }) => ({
        code,
        where: `${file}:${line}`,
        message: expect.stringMatching(message),
        mend: expect.stringMatching(/.{10}/),
      })),
    );
    for (const { code, line } of EXPECTED)
      expect(stderr).toMatch(new RegExp(`${code} {2}.*\\n {2}\\S+:${line}\\n {2}→ `));
  });

  test("the whole record in it still counts", async () => {
    const { json } = await project.bench(["list", "1.2", "--json"]);
    expect(json<ListReport>().targets[0]?.status).not.toBe("NOT_STARTED");
  });

  test("no reader changes a byte of it", () => {
    expect(readFileSync(project.path(file)).equals(before)).toBe(true);
  });

  test("the next run starts a line of its own and leaves the rest as it was", async () => {
    const finished = await run();
    expect(finished.exitCode).toBe(0);
    const after = readFileSync(project.path(file));
    expect(after.subarray(0, before.length).equals(before)).toBe(true);
    const added = after.subarray(before.length).toString();
    expect(added).toMatch(/^\n\{.*\}\n$/);
    expect(JSON.parse(added)).toMatchObject({ schema: "pawl/record@1", target: "1.2" });
  });
});

describe("results that cannot be written", () => {
  const project = openProject("pair", afterAll);
  beforeAll(() => project.write("results", "a file where the folder should be"));

  test("are refused before anything is measured", async () => {
    const { exitCode, stderr, json } = await project.bench(["run", "1.2", "--json"]);
    expect(exitCode).toBe(1);
    expect(json<RunReport>()).toMatchObject({
      schema: "pawl/run@1",
      results: [],
      problems: [
        {
          code: "RESULTS_NOT_WRITABLE",
          message: expect.any(String),
          where: expect.stringContaining(project.path("results")),
          mend: expect.stringContaining("--no-record"),
        },
      ],
    });
    expect(stderr).not.toMatch(/measuring|verifying/);
  });

  test("--no-record measures all the same and writes nothing", async () => {
    const { exitCode, stdout } = await project.bench(["run", "1.2", "--no-record"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^unrolled /m);
    expect(stdout).toContain("Nothing was recorded.");
    expect(project.read("results")).toBe("a file where the folder should be");
    expect(project.has("tracking.md")).toBe(false);
  });
});

test("a table that cannot be written takes no results away", async () => {
  const project = openProject("pair");
  mkdirSync(project.path("tracking.md"));
  const problem = {
    code: "TRACKING_NOT_WRITABLE",
    where: project.path("tracking.md"),
    mend: expect.stringContaining("bench track"),
  };
  const ran = await project.bench(["run", "1.2", "--json"]);
  expect(ran.exitCode).toBe(1);
  expect(ran.json<RunReport>()).toMatchObject({ results: [{ target: "1.2" }], problems: [problem] });
  expect(recordsOf(project, "1.2")).toMatchObject(ran.json<RunReport>().results);

  const tracked = await project.bench(["track", "--json"]);
  expect(tracked.exitCode).toBe(1);
  expect(tracked.json<TrackReport>()).toMatchObject({ changed: true, written: false, problems: [problem] });
});

test("one record that cannot be written is told apart from those that were", async () => {
  const project = openProject("pair");
  const { machine } = (await project.bench(["doctor", "--json"])).json<DoctorReport>();
  mkdirSync(project.path(`results/${machine.id}/1.2.jsonl`), { recursive: true });
  const { exitCode, stdout, stderr } = await project.bench(["run", "--workload", "tiny"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/RESULTS_NOT_WRITABLE/);
  expect(stdout).toContain(`Recorded 1 of 2 results in results/${machine.id}/;`);
});

test.each(["run", "check"])("%s says when there is no place to build in", async (command) => {
  const project = openProject("pair");
  rmSync(project.path(".pawl"), { recursive: true, force: true });
  project.write(".pawl", "a file where the folder should be");
  const { exitCode, json } = await project.bench([command, "1.2", "--json"]);
  expect(exitCode).toBe(1);
  expect(json<RunReport>()).toMatchObject({
    results: [],
    problems: [{ code: "SCRATCH_NOT_WRITABLE", mend: expect.stringContaining(".pawl/") }],
  });
});

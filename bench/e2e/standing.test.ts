import { mkdirSync, rmSync } from "node:fs";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ListReport, PromoteReport, TrackReport } from "../../harness/model/reports.js";
import { listDocument, promoteDocument, trackDocument } from "./testing/documents.js";
import { CLI, openProject, run, type TestProject } from "./testing/project.js";

/** A project in which everything was measured once. Tests that change something take a copy. */
const measured = openProject("pair", afterAll);

beforeAll(async () => {
  expect((await measured.bench(["run"])).exitCode).toBe(0);
});

const list = async (project: TestProject) => (await project.bench(["list", "--json"])).json<ListReport>();
const standingOf = async (project: TestProject, id: string) => {
  const found = (await list(project)).targets.find((target) => target.id === id);
  return { status: found?.status, stale: found?.stale };
};

describe("list", () => {
  test("shows what is declared and where it stands", async () => {
    const document = v.parse(listDocument, await list(measured));
    expect(document.problems).toEqual([]);
    expect(document.targets[0]).toEqual({
      id: "1.1",
      title: "scale by two",
      group: "vectors",
      file: "targets/vectors/scale/target.ts",
      workloads: ["tiny", "small"],
      variants: ["double", "sum", "product"],
      baseline: "double",
      optimized: "sum",
      status: "COMPLETE",
      stale: false,
    });
    expect(document.targets[1]).toMatchObject({ id: "1.2", optimized: null });
  });

  test.each([
    ["1.2", ["1.2"]],
    ["vectors", ["1.1", "1.2"]],
    ["1.*", ["1.1", "1.2"]],
    ["targets/vectors/scale", ["1.1"]],
    ["targets/vectors/shift/target.ts", ["1.2"]],
  ])("understands the selector %s", async (selector, ids) => {
    const { json } = await measured.bench(["list", selector, "--json"]);
    expect(json<ListReport>().targets.map(({ id }) => id)).toEqual(ids);
  });

  test("executes no native code: there is none to be found", async () => {
    const project = openProject("pair");
    rmSync(project.path("targets/vectors/shift/loop.cpp"));
    expect((await project.bench(["list"])).exitCode).toBe(0);
    expect(await standingOf(project, "1.1")).toEqual({ status: "NOT_STARTED", stale: false });
  });
});

describe("track", () => {
  test("--check passes right after a run and writes nothing", async () => {
    const { exitCode, json } = await measured.bench(["track", "--check", "--json"]);
    expect(exitCode).toBe(0);
    expect(v.parse(trackDocument, json())).toMatchObject({ changed: false, written: false, problems: [] });
  });

  test("--check fails on a table that differs, and says how to mend it", async () => {
    const project = openProject(measured.root);
    const table = project.read("tracking.md");
    project.write("tracking.md", `${table}typed by hand\n`);
    const stale = await project.bench(["track", "--check", "--json"]);
    expect(stale.exitCode).toBe(1);
    expect(v.parse(trackDocument, stale.json())).toMatchObject({ changed: true, written: false });
    expect(project.read("tracking.md")).toContain("typed by hand");
    const told = await project.bench(["track", "--check"]);
    expect(told.stdout + told.stderr).toMatch(/bench track/);

    const mended = await project.bench(["track", "--json"]);
    expect(mended.exitCode).toBe(0);
    expect(v.parse(trackDocument, mended.json())).toMatchObject({ changed: true, written: true });
    expect(project.read("tracking.md")).toBe(table);
  });

  test("the table has the classic columns and a row per target and workload", () => {
    const table = measured.read("tracking.md");
    expect(table).toContain("| ID | Component | Baseline (us) | Optimized (us) | Speedup | Status | Notes |");
    expect(table.match(/^\| 1\.1.*COMPLETE/gm)).toHaveLength(2);
    expect(table).toMatch(/^\| 1\.2.*BENCHMARKED/m);
  });

  test("a project without records gets a table without figures", async () => {
    const project = openProject("pair");
    expect((await project.bench(["track"])).exitCode).toBe(0);
    expect(project.read("tracking.md")).toMatch(/^\| 1\.1.*NOT_STARTED/m);
    expect((await project.bench(["track", "--check"])).exitCode).toBe(0);
  });
});

describe("a record", () => {
  test.each([
    ["a source", "targets/vectors/scale/sum.cpp"],
    ["an included header", "targets/vectors/scale/factor.h"],
  ])("is stale once %s differs, and fresh again when it is put back", async (_, file) => {
    const project = openProject(measured.root);
    const text = project.read(file);
    project.write(file, `${text}// another line\n`);
    expect(await standingOf(project, "1.1")).toMatchObject({ stale: true });
    expect(await standingOf(project, "1.2")).toMatchObject({ stale: false });
    expect((await project.bench(["list"])).stdout).toMatch(/1\.1 .*STALE/);
    expect((await project.bench(["track", "--check"])).exitCode).toBe(1);
    await project.bench(["track"]);
    expect(project.read("tracking.md")).toMatch(/^\| 1\.1.*STALE/m);
    expect(project.read("tracking.md")).not.toMatch(/^\| 1\.2.*STALE/m);

    project.write(file, text);
    expect(await standingOf(project, "1.1")).toEqual({ status: "COMPLETE", stale: false });
  });

  test("is stale once the declaration means something else, not when its words differ", async () => {
    const project = openProject(measured.root);
    const file = "targets/vectors/scale/target.ts";
    const text = project.read(file);
    // The title is no part of what was measured; the file's own text is not either.
    project.write(file, text.replace('"scale by two"', '"doubling"'));
    expect(await standingOf(project, "1.1")).toMatchObject({ stale: false });
    project.write(file, text.replace("n: 1000", "n: 1001"));
    expect(await standingOf(project, "1.1")).toMatchObject({ stale: true });
  });
});

describe("promote", () => {
  test("moves `optimized` in place and leaves the records fresh", async () => {
    const project = openProject(measured.root);
    const file = "targets/vectors/scale/target.ts";
    const text = project.read(file);
    const { exitCode, json } = await project.bench(["promote", "1.1", "product", "--json"]);
    expect(exitCode).toBe(0);
    expect(v.parse(promoteDocument, json()) as PromoteReport).toEqual({
      schema: "pawl/promote@1",
      id: "1.1",
      file,
      from: "sum",
      to: "product",
      problems: [],
    });
    expect(project.read(file)).toBe(text.replace('optimized: "sum", // as', 'optimized: "product", // as'));
    const target = (await list(project)).targets.find(({ id }) => id === "1.1");
    expect(target).toMatchObject({ optimized: "product", status: "COMPLETE", stale: false });
    expect((await project.bench(["track", "--json"])).json<TrackReport>()).toMatchObject({ written: true });
    expect(project.read("tracking.md")).toMatch(/^\| 1\.1 .*`product`/m);
    expect(project.read("tracking.md")).not.toMatch(/^\| .*STALE/m);
  });

  test("gives a target without `optimized` one", async () => {
    const project = openProject(measured.root);
    const { exitCode } = await project.bench(["promote", "1.2", "unrolled"]);
    expect(exitCode).toBe(0);
    expect(project.read("targets/vectors/shift/target.ts")).toContain('optimized: "unrolled"');
    expect(await standingOf(project, "1.2")).toMatchObject({ stale: false });
  });
});

test("a project is found from any folder below it", async () => {
  mkdirSync(measured.path("targets/vectors/deep"), { recursive: true });
  const { exitCode, stdout } = await measured.bench(["list", "--root", measured.root]);
  const below = await run(process.execPath, [CLI, "list"], measured.path("targets/vectors/deep")).finished;
  expect({ exitCode: below.exitCode, stdout: below.stdout }).toEqual({ exitCode, stdout });
});

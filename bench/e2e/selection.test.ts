import { expect, test } from "vitest";
import type { CheckReport, ListReport, RunReport } from "../../harness/model/reports.js";
import { openProject } from "./testing/project.js";

test("what is broken elsewhere fails no command that names another target", async () => {
  const project = openProject("pair");
  project.write("targets/other/target.ts", "throw new Error('no device');");
  const one = await project.bench(["list", "1.1", "--json"]);
  expect(one.exitCode).toBe(0);
  expect(one.json<ListReport>()).toMatchObject({ targets: [{ id: "1.1" }], problems: [] });

  const checked = await project.bench(["check", "1.2", "--json"]);
  expect(checked.exitCode).toBe(0);
  expect(checked.json<CheckReport>().problems).toEqual([]);

  const all = await project.bench(["list", "--json"]);
  expect(all.exitCode).toBe(1);
  expect(all.json<ListReport>().problems).toMatchObject([{ code: "DECLARATION_THROWS" }]);
});

test("targets without the named variant are named", async () => {
  const project = openProject("pair");
  const { exitCode, stderr } = await project.bench(["check", "--variant", "product"]);
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^left out, without such a variant or workload: 1\.2$/m);
});

test("--cache says what was measured, and keeps it off the record", async () => {
  const project = openProject("pair");
  const { exitCode, json } = await project.bench(["run", "1.2", "--cache", "cold", "--json"]);
  expect(exitCode).toBe(0);
  expect(json<RunReport>().results).toMatchObject([
    { target: "1.2", cache: "cold", variants: { unrolled: { state: "measured" } } },
  ]);
  expect({ results: project.has("results"), table: project.has("tracking.md") }).toEqual({
    results: false,
    table: false,
  });
});

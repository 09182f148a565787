import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { ListReport, RunReport } from "../../harness/model/reports.js";
import { newDocument } from "./testing/documents.js";
import { openProject, PACKAGE } from "./testing/project.js";
import { typeCheck } from "./testing/types.js";

const TEMPLATES = readdirSync(join(PACKAGE, "templates", "targets"));

test.each(TEMPLATES)("a target from the template %s runs at once and type-checks", async (template) => {
  const project = openProject(null);
  const created = await project.bench(["new", "samplers/7.1", "--from", template, "--json"]);
  expect(created.exitCode).toBe(0);
  const { id, files } = v.parse(newDocument, created.json());
  expect(id).toBe("7.1");
  expect(files).toContain("targets/samplers/7.1/target.ts");
  expect(files.filter((file) => !project.has(file))).toEqual([]);

  const ran = await project.bench(["run", "7.1", "--budget", "0.2", "--json"]);
  expect(ran.exitCode).toBe(0);
  const { results, problems } = ran.json<RunReport>();
  expect(problems).toEqual([]);
  const states = results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state));
  expect(states.length).toBeGreaterThanOrEqual(2);
  expect(new Set(states)).toEqual(new Set(["measured"]));

  expect(await typeCheck(project, { pawl: join(PACKAGE, "dist", "types", "harness", "index.d.ts") })).toBe(
    "",
  );
});

test("without a template it is the basic one; an existing project keeps what it has", async () => {
  const project = openProject("pair");
  const { exitCode, stdout } = await project.bench(["new", "7.1"]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/created targets\/7\.1\/target\.ts/);
  expect(stdout).toMatch(/next: bench run 7\.1/);
  const ids = (await project.bench(["list", "--json"])).json<ListReport>().targets.map(({ id }) => id);
  expect(ids.sort()).toEqual(["1.1", "1.2", "7.1"]);
});

import { expect, test } from "vitest";
import { loadSummaries } from "../load/summaries.js";
import { sampleDeclaration, temporaryProject } from "../support/testing/project.js";
import { select } from "./select.js";

async function declared() {
  const project = temporaryProject();
  project.write("targets/samplers/a/target.ts", sampleDeclaration("4.1"));
  project.write("targets/samplers/b/target.ts", "throw new Error('no device');");
  project.write("targets/losses/c/target.ts", sampleDeclaration("7.1"));
  project.write("targets/losses/d/target.ts", sampleDeclaration("7.1"));
  project.write("targets/losses/e/target.ts", "import '../../lib/shapes.js';");
  project.write("targets/lib/shapes.ts", "throw new Error('no shapes');");
  const { summaries, problems } = await loadSummaries(project);
  return (...selectors: string[]) => {
    const selection = { selectors, variants: [], workloads: [] };
    return select(project, { summaries, problems }, selection)
      .problems.map(({ where }) => where)
      .sort();
  };
}

const THROWS = "targets/samplers/b/target.ts:1";
const SHARED = "targets/lib/shapes.ts:1";
const TAKEN = "targets/losses/d/target.ts";

test.each([
  ["everything", [], [SHARED, TAKEN, THROWS]],
  ["an id", ["4.1"], []],
  ["an id that is taken twice", ["7.1"], [TAKEN]],
  ["a group, and modules outside of it", ["samplers"], [SHARED, THROWS]],
  ["the other group", ["losses/"], [SHARED, TAKEN]],
  ["a glob, which may mean any id", ["4.*"], [SHARED, TAKEN, THROWS]],
  ["the part of ids before a dot, which may be that of any", ["4"], [SHARED, TAKEN, THROWS]],
  ["a folder", ["targets/samplers/"], [SHARED, THROWS]],
  ["a file", ["targets/samplers/a/target.ts"], [SHARED]],
  ["several", ["4.1", "samplers"], [SHARED, THROWS]],
])("problems of declarations that the selectors may mean: %s", async (_name, selectors, expected) => {
  expect((await declared())(...selectors)).toEqual(expected);
});

test("the id of a declaration that breaks a rule leads to what it breaks", async () => {
  const project = temporaryProject();
  project.write("targets/a/target.ts", sampleDeclaration("1"));
  project.write(
    "targets/b/target.ts",
    sampleDeclaration("9.9").replace(/baseline: .*/, 'baseline: "nobody",'),
  );
  const declared = await loadSummaries(project);
  const asked = (id: string) => () =>
    select(project, declared, { selectors: [id], variants: [], workloads: [] });
  expect(asked("9.9")).toThrow(/^NOT_A_VARIANT /);
  expect(asked("9")).toThrow(/^NOT_A_VARIANT /);
  expect(asked("9.8")).toThrow(/^UNKNOWN_TARGET /);
});

test("targets without the named variants are left out by name", async () => {
  const project = temporaryProject();
  project.write("targets/a/target.ts", sampleDeclaration("1"));
  project.write("targets/b/target.ts", sampleDeclaration("2").replaceAll("fast", "quick"));
  const { summaries, problems } = await loadSummaries(project);
  const { targets, leftOut } = select(
    project,
    { summaries, problems },
    { selectors: [], variants: ["fast"], workloads: [] },
  );
  expect(targets.map(({ id }) => id)).toEqual(["1"]);
  expect(leftOut.map(({ id }) => id)).toEqual(["2"]);
});

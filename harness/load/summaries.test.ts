import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Project } from "../model/project.js";
import { sampleDeclaration, temporaryProject } from "../support/testing/project.js";
import { loadSummaries } from "./summaries.js";
import { loadTargets } from "./targets.js";

describe("loadSummaries", () => {
  const cacheFile = (project: Project) => join(project.scratch, "cache/declarations.json");

  test("is what loadTargets says, from the cache the second time", async () => {
    const project = temporaryProject();
    project.write(
      "targets/a/target.ts",
      sampleDeclaration("a", 'published: { speedup: 2, source: "paper" },'),
    );
    const first = await loadSummaries(project);
    const { targets } = await loadTargets(project);
    expect(targets[0]).toMatchObject(first.summaries[0] as object);
    expect(first.summaries[0]?.published).toEqual({ speedup: 2, source: "paper", unit: "us" });

    // Proof that nothing is executed: what the cache says is what is told.
    writeFileSync(
      cacheFile(project),
      readFileSync(cacheFile(project), "utf8").replace('"scale"', '"from the cache"'),
    );
    expect((await loadSummaries(project)).summaries[0]?.title).toBe("from the cache");
  });

  test("notices a changed declaration, a changed import and a removed target", async () => {
    const project = temporaryProject();
    project.write("targets/lib.ts", 'export const title: string = "one";');
    project.write(
      "targets/a/target.ts",
      sampleDeclaration("a", "title,", 'import { title } from "../lib.js";'),
    );
    project.write("targets/b/target.ts", sampleDeclaration("b"));
    const titles = async () => (await loadSummaries(project)).summaries.map(({ id, title }) => [id, title]);
    expect(await titles()).toEqual([
      ["a", "one"],
      ["b", "scale"],
    ]);
    project.write("targets/lib.ts", 'export const title: string = "two";');
    expect(await titles()).toEqual([
      ["a", "two"],
      ["b", "scale"],
    ]);
    project.write("targets/b/target.ts", sampleDeclaration("c"));
    expect(await titles()).toEqual([
      ["a", "two"],
      ["c", "scale"],
    ]);
    rmSync(join(project.root, "targets/b"), { recursive: true });
    expect(await titles()).toEqual([["a", "two"]]);
    expect(Object.keys(JSON.parse(readFileSync(cacheFile(project), "utf8")).entries)).toEqual([
      "targets/a/target.ts",
    ]);
  });

  test("reports problems every time, until they are mended", async () => {
    const project = temporaryProject();
    project.write("targets/a/target.ts", sampleDeclaration("a"));
    project.write("targets/b/target.ts", sampleDeclaration("a"));
    project.write("targets/c/target.ts", "throw new Error('later')");
    for (let call = 0; call < 2; call++) {
      const { summaries, problems } = await loadSummaries(project);
      expect(summaries.map(({ file }) => file)).toEqual(["targets/a/target.ts"]);
      expect(problems.map(({ code }) => code).sort()).toEqual(["DECLARATION_THROWS", "DUPLICATE_ID"]);
    }
    project.write("targets/c/target.ts", sampleDeclaration("c"));
    rmSync(join(project.root, "targets/b"), { recursive: true });
    expect((await loadSummaries(project)).problems).toEqual([]);
  });

  test.each([
    ["garbage", (file: string) => writeFileSync(file, "{")],
    ["of another version", (file: string) => writeFileSync(file, '{"version":"0.0.0","entries":{}}')],
    ["of another shape", (file: string) => writeFileSync(file, '{"entries":{"targets/a/target.ts":{}}}')],
    [
      "damaged inside",
      (file: string) => writeFileSync(file, readFileSync(file, "utf8").replace('"modules":', '"other":')),
    ],
    [
      "a folder",
      (file: string) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])("a cache that is %s is only slower", async (_, damage) => {
    const project = temporaryProject();
    project.write("targets/a/target.ts", sampleDeclaration("a"));
    await loadSummaries(project);
    damage(cacheFile(project));
    const { summaries, problems } = await loadSummaries(project);
    expect(summaries.map(({ id }) => id)).toEqual(["a"]);
    expect(problems).toEqual([]);
  });
});

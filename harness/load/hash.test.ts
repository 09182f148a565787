import { describe, expect, test } from "vitest";
import { sampleDeclaration, type TemporaryProject, temporaryProject } from "../support/testing/project.js";
import { loadTargets } from "./targets.js";

describe("the hash", () => {
  const hashIn = async (project: TemporaryProject, text: string): Promise<string | undefined> => {
    project.write("targets/a/target.ts", text);
    const { targets, problems } = await loadTargets(project);
    expect(problems).toEqual([]);
    return targets[0]?.hash;
  };

  test("ignores what does not touch a measurement", async () => {
    const project = temporaryProject();
    const hash = await hashIn(project, sampleDeclaration("a"));
    const other = sampleDeclaration("a")
      .replace('"scale",\n', '"another title",\n')
      .replace('"wide"', '"narrow"');
    const more = 'optimized: "fast", claim: "why", published: { speedup: 2, source: "paper" },';
    expect(await hashIn(project, other.replace('baseline: "plain",', `baseline: "plain", ${more}`))).toBe(
      hash,
    );
    expect(await hashIn(project, sampleDeclaration("a", "threads: 1,"))).toBe(hash);
    expect(await hashIn(project, `// a comment\n${sampleDeclaration("a")}`)).toBe(hash);
  });

  test.each([
    ["a value", "n: 16", "n: 17"],
    ["a fill", "normal(0, 1)", "normal(0, 2)"],
    ["a function", "normal(0, 1)", "({ n }) => new Float32Array(n)"],
    ["the order of arguments", 'y: output("f32", "n"), n: "usize"', 'n: "usize", y: output("f32", "n")'],
    ["the sign of zero", "normal(0, 1)", "normal(-0, 1)"],
    ["a source", "plain.cpp", "other.cpp"],
    ["a requirement", "avx2", "avx"],
    ["what it is fuzzed with", "baseline:", "fuzz: { n: 4, x: normal(0, 1) },\n  baseline:"],
  ])("changes with %s", async (_, from, to) => {
    const project = temporaryProject();
    const text = sampleDeclaration("a");
    expect(await hashIn(project, text.replace(from, to))).not.toBe(await hashIn(project, text));
  });

  test("changes with what declared functions close over, here or in a module of the project", async () => {
    const project = temporaryProject();
    const text = sampleDeclaration("a", "bytes: ({ n }) => width * n,", "const width = 4;");
    const hash = await hashIn(project, text);
    expect(await hashIn(project, text.replace("width = 4", "width = 8"))).not.toBe(hash);
    expect(await hashIn(project, text.replace('title: "scale"', 'title: "other"'))).toBe(hash);

    const imported = sampleDeclaration(
      "a",
      "bytes: ({ n }) => width * n,",
      'import { width } from "../lib.js";',
    );
    project.write("targets/lib.ts", "export const width = 4;");
    const before = await hashIn(project, imported);
    project.write("targets/lib.ts", "export const width = 8;");
    expect(await hashIn(project, imported)).not.toBe(before);
  });
});

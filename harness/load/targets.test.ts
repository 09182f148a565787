import { describe, expect, test } from "vitest";
import { sampleDeclaration, temporaryProject } from "../support/testing/project.js";
import { loadTargets } from "./targets.js";

describe("loadTargets", () => {
  test("fills in defaults and places paths in the project", async () => {
    const project = temporaryProject();
    project.write(
      "targets/vector/scale/target.ts",
      sampleDeclaration(
        "4.2",
        'optimized: "fast", oracle: "oracle.cpp", threads: 2, limits: { margin: 0.02 },',
      ),
    );
    const { targets, problems } = await loadTargets(project);
    expect(problems).toEqual([]);
    expect(targets).toHaveLength(1);
    expect(targets[0]).toMatchObject({
      id: "4.2",
      group: "vector",
      file: "targets/vector/scale/target.ts",
      workloads: ["small"],
      baseline: "plain",
      optimized: "fast",
      builds: [
        {
          name: "plain",
          sources: ["targets/vector/scale/plain.cpp"],
          symbol: "scale",
          flags: [],
          requires: [],
        },
        {
          name: "fast",
          sources: ["targets/vector/shared/fast.cpp"],
          symbol: "scale",
          requires: ["avx2"],
          note: "wide",
        },
      ],
      oracle: { name: "oracle", sources: ["targets/vector/scale/oracle.cpp"], symbol: "scale" },
      cases: [
        {
          name: "small",
          seed: 42,
          values: { n: 16, x: { fill: "normal", mean: 0, sd: 1 } },
          settings: {
            threads: 2,
            align: 64,
            cache: "warm",
            limits: { margin: 0.02, trials: 5, budget: 2, timeout: 60 },
          },
        },
      ],
      verify: {},
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  test("code for a device requires one, whether it says so or not", async () => {
    const project = temporaryProject();
    const variants = `variants: {
      plain: "plain.cpp", device: "device.cu", said: { source: "a.cu", requires: ["CUDA"] },
      mixed: { sources: ["b.cpp", "c.cu"], requires: ["avx2"] },
    },`;
    project.write("targets/a/target.ts", sampleDeclaration("a", variants));
    const { targets, problems } = await loadTargets(project);
    expect(problems).toEqual([]);
    expect(targets[0]?.builds.map(({ requires }) => requires)).toEqual([
      [],
      ["cuda"],
      ["CUDA"],
      ["avx2", "cuda"],
    ]);
  });

  test("a workload overrides settings and keeps its own seed", async () => {
    const project = temporaryProject();
    const workloads =
      "workloads: { cold: { n: 4, x: [1, 2, 3, 4], seed: 7, cache: 'cold', limits: { trials: 9 } } },";
    project.write("targets/a/target.ts", sampleDeclaration("a", `limits: { budget: 4 }, ${workloads}`));
    const { targets } = await loadTargets(project);
    const [workload] = targets[0]?.cases ?? [];
    expect(workload?.values).toEqual({ n: 4, x: [1, 2, 3, 4] });
    expect(workload).toMatchObject({
      seed: 7,
      settings: { cache: "cold", limits: { trials: 9, budget: 4 } },
    });
  });

  test("imports modules of the project and sorts ids as people read them", async () => {
    const project = temporaryProject();
    project.write("targets/lib/ids.ts", 'export const id: string = "4.10";');
    project.write(
      "targets/a/target.ts",
      sampleDeclaration("x", "id: shared,", 'import { id as shared } from "../lib/ids.js";'),
    );
    project.write("targets/b/target.ts", sampleDeclaration("5.1"));
    project.write("targets/c/d/e/target.ts", sampleDeclaration("4.2"));
    project.write("targets/b/node_modules/x/target.ts", "throw 1");
    project.write("targets/.hidden/target.ts", "throw 1");
    const { targets, problems } = await loadTargets(project);
    expect(problems).toEqual([]);
    expect(targets.map(({ id, group }) => [id, group])).toEqual([
      ["4.2", "c"],
      ["4.10", "a"],
      ["5.1", "b"],
    ]);
  });

  test("loads only the files asked for", async () => {
    const project = temporaryProject();
    project.write("targets/a/target.ts", sampleDeclaration("a"));
    project.write("targets/b/target.ts", "throw new Error('not asked for')");
    const { targets, problems } = await loadTargets(project, ["targets/a/target.ts"]);
    expect(targets.map(({ id }) => id)).toEqual(["a"]);
    expect(problems).toEqual([]);
  });

  test("a missing source is the variant's own problem, later", async () => {
    const project = temporaryProject();
    project.write("targets/a/target.ts", sampleDeclaration("a"));
    expect((await loadTargets(project)).problems).toEqual([]);
  });

  test("one that fails does not hide the others, and says where", async () => {
    const project = temporaryProject();
    project.write("targets/a/target.ts", `${sampleDeclaration("a")}\n\nconst x = ;\n`);
    project.write("targets/b/target.ts", "\n\nthrow new Error('no device');\n");
    project.write("targets/c/target.ts", "import './missing.js';\nexport default 1;");
    project.write("targets/d/target.ts", "export const a = 1;");
    project.write("targets/e/target.ts", "export default { id: 4, titel: 'x' };");
    project.write("targets/f/target.ts", sampleDeclaration("f"));
    project.write("targets/g/target.ts", sampleDeclaration("f"));
    const { targets, problems } = await loadTargets(project);
    expect(targets.map(({ id }) => id)).toEqual(["f"]);
    const found = problems.map(({ code, where }) => [code, where]);
    expect(found).toContainEqual(["DECLARATION_SYNTAX", "targets/a/target.ts:15"]);
    expect(found).toContainEqual(["DECLARATION_THROWS", "targets/b/target.ts:3"]);
    expect(found).toContainEqual(["DECLARATION_THROWS", "targets/c/target.ts:1"]);
    expect(found).toContainEqual(["DECLARATION_INVALID", "targets/d/target.ts"]);
    expect(found).toContainEqual(["DUPLICATE_ID", "targets/g/target.ts"]);
    const invalid = problems
      .filter(({ where }) => where === "targets/e/target.ts")
      .map(({ message }) => message);
    expect(invalid).toContain("id is no text.");
    expect(invalid).toContain("kernel is missing.");
    expect(invalid).toContain("There is no such key as titel.");
    expect(problems.every(({ mend }) => mend !== undefined)).toBe(true);
  });

  test.each([
    ["variants: {", "variant: {", "There is no such key as variant.", "Did you mean `variants`?"],
    ['note: "wide"', 'noet: "wide"', "There is no such key as variants.fast.noet.", "Did you mean `note`?"],
    [
      "workloads: { small: {",
      "workloads: { small: { limits: { trails: 9 },",
      "There is no such key as workloads.small.limits.trails.",
      "Did you mean `trials`?",
    ],
    [
      "baseline:",
      "limits: { budgets: 1, budget: 1 }, baseline:",
      "There is no such key as limits.budgets.",
      null,
    ],
    ["baseline:", "quack: 1, baseline:", "There is no such key as quack.", null],
  ])("a misspelt key is told with the one that was meant: %s → %s", async (right, slip, message, mend) => {
    const project = temporaryProject();
    project.write("targets/a/target.ts", sampleDeclaration("a").replace(right, slip));
    const { problems } = await loadTargets(project);
    const told = problems.find((problem) => problem.message === message);
    expect(told?.mend).toMatch(mend ?? /^Declare it with defineTarget\(\)/);
  });

  test("sees a changed file in the same process", async () => {
    const project = temporaryProject();
    project.write("targets/a/part.ts", 'export const title: string = "one";');
    project.write(
      "targets/a/target.ts",
      sampleDeclaration("a", "title,", 'import { title } from "./part.js";'),
    );
    expect((await loadTargets(project)).targets[0]?.title).toBe("one");
    project.write("targets/a/part.ts", 'export const title: string = "other";');
    expect((await loadTargets(project)).targets[0]?.title).toBe("other");
  });
});

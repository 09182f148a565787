import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AccuracyReport } from "../../harness/model/accuracy.js";
import type { RunReport } from "../../harness/model/reports.js";
import { openProject, PACKAGE, run } from "./testing/project.js";
import { typeCheck } from "./testing/types.js";

/** A project of somebody else, with pawl installed from its tarball. */
const repo = openProject(null, afterAll);

const DECLARATION = `
import { defineTarget, input, normal, output, ulp } from "pawl";

export default defineTarget({
  id: "demo",
  title: "sum of squares",
  kernel: { name: "squares", args: { x: input("f32", "n"), n: "usize", sum: output("f32") } },
  workloads: { tiny: { n: 1000, x: normal(0, 1) } },
  variants: { plain: "plain.cpp", lanes: "lanes.cpp" },
  baseline: "plain",
  optimized: "lanes",
  oracle: ({ x }) => ({ sum: [x.reduce((sum, value) => sum + value * value, 0)] }),
  verify: { sum: ulp(200) },
  limits: { budget: 0.2 },
});
`;
const PLAIN = `#include "pawl/demo.h"

void squares(const float *x, size_t n, float *sum) {
    float total = 0;
    for (size_t i = 0; i < n; i++) total += x[i] * x[i];
    *sum = total;
}
`;
const LANES = `#include "pawl/demo.h"

void squares(const float *x, size_t n, float *sum) {
    float lanes[8] = {};
    for (size_t i = 0; i < n; i++) lanes[i % 8] += x[i] * x[i];
    *sum = ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}
`;

beforeAll(async () => {
  const npm = async (args: readonly string[], cwd: string) => {
    const { exitCode, stdout, stderr } = await run("npm", args, cwd).finished;
    if (exitCode !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stdout}${stderr}`);
  };
  // What `npm test` has built is packed; building it again here would pull it from under other tests.
  await npm(["pack", "--ignore-scripts", "--pack-destination", repo.root], PACKAGE);
  const tarball = readdirSync(repo.root).find((name) => name.endsWith(".tgz")) ?? "";
  repo.write("package.json", JSON.stringify({ name: "somebody-elses", private: true, type: "module" }));
  await npm(["install", join(repo.root, tarball), "--prefer-offline", "--no-audit", "--no-fund"], repo.root);
  repo.write("targets/demo/target.ts", DECLARATION);
  repo.write("targets/demo/plain.cpp", PLAIN);
  repo.write("targets/demo/lanes.cpp", LANES);
});

test("`npx bench run demo` measures it", async () => {
  const { exitCode, json } = await run("npx", ["bench", "run", "demo", "--json"], repo.root).finished;
  const { results, problems } = json<RunReport>();
  expect({ exitCode, problems }).toEqual({ exitCode: 0, problems: [] });
  expect(results[0]?.variants).toMatchObject({
    plain: { state: "measured", verified: true },
    lanes: { state: "measured", verified: true, ratio: { confidence: 0.95 } },
  });
  expect(repo.read("tracking.md")).toContain("| demo |");
});

test("`npx bench accuracy` measures the kernels that come with pawl", async () => {
  const args = ["accuracy", "--only", "detection,overhead", "--runs", "1", "--json"];
  const { exitCode, json } = await run("npx", ["bench", ...args], repo.root).finished;
  const { complete, scenarios, overhead, goals, problems, commit, dirty } = json<AccuracyReport>();
  expect({ exitCode, complete, problems }).toEqual({ exitCode: 0, complete: false, problems: [] });
  expect(scenarios.map(({ target, score }) => [target, score.runs])).toEqual([
    ["chain", 1],
    ["chain", 1],
  ]);
  expect(scenarios[0]?.attempts[0]?.measuring).toBeGreaterThan(0);
  expect({ commit, dirty }).toEqual({ commit: null, dirty: false });
  expect(overhead?.empty_call).toBeGreaterThan(0);
  expect(goals.find(({ name }) => name.startsWith("0.3 % slower"))?.met).toBe(null);
  expect(repo.has(".pawl/accuracy/partial.json")).toBe(true);
});

test("its declaration type-checks, and a mistake in it is caught", async () => {
  expect(await typeCheck(repo)).toBe("");
  repo.write("targets/demo/target.ts", DECLARATION.replace('baseline: "plain"', 'baseline: "plane"'));
  expect(await typeCheck(repo)).toMatch(/target\.ts\(\d+,\d+\): error TS\d+: .*"plane"/);
  repo.write("targets/demo/target.ts", DECLARATION.replace("n: 1000", 'n: "many"'));
  expect(await typeCheck(repo)).toMatch(/target\.ts\(\d+,\d+\): error/);
});

test("the package carries what it needs and no more", () => {
  const installed = repo.path("node_modules/pawl");
  expect(readdirSync(installed).sort()).toEqual([
    "LICENSE",
    "README.md",
    "dist",
    "harness",
    "package.json",
    "templates",
  ]);
  expect(readdirSync(join(installed, "harness"))).toEqual(["native"]);
  expect(readdirSync(join(installed, "harness/native")).sort()).toEqual(["accuracy", "pawl"]);
  expect(readdirSync(join(installed, "harness/native/accuracy"))).toEqual(["targets"]);
});

import { expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { openProject } from "./testing/project.js";

const FILE = "targets/vectors/scale/target.ts";

/** Runs a project in whose first target, of two workloads, something was replaced; the second target is right. */
async function runWith(from: string, to: string) {
  const project = openProject("pair");
  const text = project.read(FILE);
  expect(text).toContain(from);
  project.write(FILE, text.replace(from, to));
  const { exitCode, json } = await project.bench(["run", "--json"]);
  return { exitCode, report: json<RunReport>() };
}

test("a cost that throws ends its own comparisons only", async () => {
  const { exitCode, report } = await runWith(
    "({ n }) => 8 * n",
    "() => { throw new Error('no such cost'); }",
  );
  expect(exitCode).toBe(1);
  expect(report.results.map(({ target }) => target)).toEqual(["1.2"]);
  expect(report.problems).toMatchObject(
    ["tiny", "small"].map((workload) => ({
      code: "COST_FAILED",
      message: `\`bytes\` of 1.1 (workload ${workload}) throws: no such cost.`,
      where: FILE,
    })),
  );
});

test.runIf(process.platform === "linux")("so does a kernel of more threads than there are CPUs", async () => {
  const { exitCode, report } = await runWith("limits:", "threads: 4096,\n  limits:");
  expect(exitCode).toBe(1);
  expect(report.results.map(({ target }) => target)).toEqual(["1.2"]);
  expect(report.problems).toMatchObject(
    ["tiny", "small"].map((workload) => ({
      code: "TOO_FEW_CPUS",
      message: expect.stringContaining(`1.1 (workload ${workload}) cannot be measured: `),
      where: FILE,
    })),
  );
});

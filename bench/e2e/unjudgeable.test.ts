import { afterAll, beforeAll, expect, test } from "vitest";
import type { Problem } from "../../harness/model/problem.js";
import type { ListReport, RunReport } from "../../harness/model/reports.js";
import { type Finished, openProject } from "./testing/project.js";

const project = openProject("broken", afterAll);
let finished: Finished;
let report: RunReport;

beforeAll(async () => {
  finished = await project.bench(["run", "--json"]);
  report = finished.json<RunReport>();
});

const problem = (code: string): Problem => {
  const [found, second] = report.problems.filter((candidate) => candidate.code === code);
  if (found === undefined || second !== undefined)
    throw new Error(`not exactly one ${code}:\n${finished.stdout}`);
  expect(finished.stderr).toContain(`${code}  ${found.message}`);
  return found;
};

test("a good target beside broken ones is measured and recorded; the exit code is 1", () => {
  expect(finished.exitCode).toBe(1);
  expect(report.results.map(({ target }) => target)).toEqual(["good"]);
  expect(report.results[0]?.variants.sum).toMatchObject({ state: "measured", verified: true });
  expect(project.read("tracking.md")).toContain("| good |");
  expect(report.problems).toHaveLength(4);
});

test("inputs that do not fit into memory are refused before they are drawn", () => {
  expect(problem("OUT_OF_MEMORY")).toMatchObject({
    message: expect.stringMatching(/needs about \S+ [TP]iB and \S+ GiB are free/),
    where: "targets/huge/target.ts",
    mend: expect.stringContaining("smaller"),
  });
});

test("an oracle that fails leaves its target unmeasured", () => {
  expect(problem("ORACLE_FAILED")).toMatchObject({
    message: expect.stringMatching(/oracle \(workload tiny\).*no reference for this/),
    where: "targets/oracle/target.ts",
    mend: expect.stringContaining("oracle"),
  });
});

test("a declaration that throws is named with its line", () => {
  expect(problem("DECLARATION_THROWS")).toMatchObject({
    message: expect.stringContaining("no sizes in this file"),
    where: "targets/throws/target.ts:4",
    mend: expect.any(String),
  });
});

test("a declaration that breaks a rule says which", () => {
  expect(problem("NOT_A_VARIANT")).toMatchObject({
    message: expect.stringContaining('"nobody"'),
    where: "targets/invalid/target.ts",
    mend: expect.stringContaining('"other"'),
  });
});

test("list shows what can be loaded, and the problems of the rest", async () => {
  const { exitCode, json } = await project.bench(["list", "--json"]);
  expect(exitCode).toBe(1);
  const { targets, problems } = json<ListReport>();
  expect(targets.map(({ id }) => id)).toEqual(["good", "huge", "oracle"]);
  expect(problems.map(({ code }) => code).sort()).toEqual(["DECLARATION_THROWS", "NOT_A_VARIANT"]);
});

test("syntax that is not TypeScript is told with its line", async () => {
  project.write("targets/syntax/target.ts", 'export default {\n  id: "syntax,\n};\n');
  const { exitCode, stderr } = await project.bench(["list"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/DECLARATION_SYNTAX {2}.*\n +targets\/syntax\/target\.ts:2\n +→ /);
});

test("a target whose declaration cannot be loaded is not unknown: its own problem is told", async () => {
  const { exitCode, json } = await project.bench(["run", "throws", "--json"]);
  expect(exitCode).toBe(1);
  const told = { code: "DECLARATION_THROWS", where: "targets/throws/target.ts:4" };
  expect(json<RunReport>().problems).toEqual([expect.objectContaining(told)]);
});

test("a name that no declaration holds is unknown, whatever else is broken", async () => {
  const { exitCode, stderr } = await project.bench(["run", "nowhere"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/UNKNOWN_TARGET {2}.* A declaration cannot be loaded: /);
});

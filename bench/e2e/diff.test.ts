import * as v from "valibot";
import { expect, test } from "vitest";
import type { DiffReport } from "../../harness/model/reports.js";
import { diffDocument } from "./testing/gate-documents.js";
import { openRepository } from "./testing/repository.js";

const FOLDER = "targets/vectors/scale";
const SLOW = `#include "pawl/1.1.h"
void scale(const float *x, float *y, size_t n) {
    for (volatile size_t i = 0; i < n; i = i + 1) y[i] = 2.0f * x[i];
}
`;

const states = ({ pairs }: DiffReport) =>
  Object.fromEntries(pairs.map(({ workload, variant, state }) => [`${workload} ${variant}`, state]));

test("what changed is measured side by side, what did not is not", async () => {
  const project = openRepository("pair");
  project.write(`${FOLDER}/product.cpp`, SLOW);
  const { exitCode, json } = await project.bench(["diff", "HEAD", "1.1", "--workload", "tiny", "--json"]);
  const report = json<DiffReport>();
  v.parse(diffDocument, report);
  expect(exitCode).toBe(0);
  expect(states(report)).toEqual({
    "tiny double": "identical",
    "tiny sum": "identical",
    "tiny product": "measured",
  });
  const [measured] = report.pairs.filter(({ state }) => state === "measured");
  expect(measured).toMatchObject({ verdict: "slower", target: "1.1", variant: "product" });
  expect(measured?.ratio?.high).toBeLessThan(0.9);
  expect(report.before.commit).toBe(project.git("rev-parse", "HEAD"));
  expect(report.after.rev).toBeNull();
});

test("between two commits, added and removed variants and targets are told", async () => {
  const project = openRepository("pair");
  const text = project.read(`${FOLDER}/target.ts`);
  project.write(`${FOLDER}/target.ts`, text.replace('product: "product.cpp"', 'other: "product.cpp"'));
  project.git("rm", "--quiet", "-r", "targets/vectors/shift");
  project.commit();
  const args = ["diff", "HEAD~1", "HEAD", "--workload", "tiny", "--json"];
  const { exitCode, json } = await project.bench(args);
  const report = json<DiffReport>();
  v.parse(diffDocument, report);
  expect(exitCode).toBe(0);
  expect(states(report)).toMatchObject({
    "tiny double": "identical",
    "tiny sum": "identical",
    "tiny other": "added",
    "tiny product": "removed",
  });
  expect(report.pairs.some(({ target, state }) => target === "1.2" && state === "removed")).toBe(true);
});

test("other inputs are not compared", async () => {
  const project = openRepository("pair");
  const text = project.read(`${FOLDER}/target.ts`);
  project.write(`${FOLDER}/target.ts`, text.replace("n: 1000", "n: 1500"));
  const { json } = await project.bench(["diff", "HEAD", "1.1", "--json"]);
  expect(states(json())).toMatchObject({ "tiny sum": "incomparable", "small sum": "identical" });
});

test("a revision that is none is answered", async () => {
  const project = openRepository("pair");
  const { exitCode, stderr } = await project.bench(["diff", "no-such-tag"]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/COMMIT_MISSING {2}The commit no-such-tag is asked for/);
});

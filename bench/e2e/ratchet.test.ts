import { readdirSync, renameSync, rmSync } from "node:fs";
import * as v from "valibot";
import { afterAll, expect, test } from "vitest";
import type { RatchetFile, RatchetReport } from "../../harness/model/ratchet.js";
import { runTool } from "../../harness/support/spawn.js";
import { ratchetDocument } from "./testing/gate-documents.js";
import { openRepository } from "./testing/repository.js";

const FILE = "targets/vectors/scale/product.cpp";
const DECLARATION = "targets/vectors/scale/target.ts";
const kernel = (loop: string) => `#include "pawl/1.1.h"
void scale(const float *x, float *y, size_t n) {
    ${loop}
}
`;
const SLOW = kernel("for (volatile size_t i = 0; i < n; i = i + 1) y[i] = 2.0f * x[i];");
const FAST = kernel("for (size_t i = 0; i < n; i++) y[i] = 2.0f * x[i];");
const hasValgrind = (await runTool("valgrind", ["--version"])).exitCode === 0;
/** One history: each test goes on where the one before it ended. */
const project = openRepository("pair", afterAll);
const head = () => project.git("rev-parse", "HEAD");

async function ratchet(...args: readonly string[]) {
  const cases = ["1.1", "--workload", "tiny"];
  const { exitCode, json } = await project.bench(["ratchet", ...cases, ...args, "--json"]);
  const report = json<RatchetReport>();
  v.parse(ratchetDocument, report);
  const outcomes = Object.fromEntries(report.cases.map(({ variant, outcome }) => [variant, outcome]));
  return { exitCode, report, outcomes };
}

const machine = () => readdirSync(project.path("results")).find((name) => name !== "elsewhere") as string;
const path = () => `results/${machine()}/ratchet.json`;
const product = () => (JSON.parse(project.read(path())) as RatchetFile).best["1.1"]?.tiny?.product;

test("the first run keeps what it finds, and what is unchanged is not measured again", async () => {
  const first = await ratchet();
  expect(first.exitCode).toBe(0);
  expect(first.outcomes).toEqual({ sum: "created", product: "created" });
  expect(product()).toMatchObject({ commit: head(), distances: [] });
  expect(product()?.ratio?.low).toBeGreaterThan(1);
  const second = await ratchet();
  expect(second.outcomes).toEqual({ sum: "identical", product: "identical" });
  expect(second.report.written).toBe(false);
});

test("slower than the best-known fails, also when it is committed", async () => {
  const best = product()?.commit;
  project.write(FILE, SLOW);
  project.commit();
  const { exitCode, report, outcomes } = await ratchet();
  expect(exitCode).toBe(3);
  expect(outcomes).toEqual({ sum: "identical", product: "regression" });
  // Twice, in fresh processes.
  expect(report.cases[0]?.measured).toHaveLength(2);
  expect(product()?.commit).toBe(best);
  expect(product()?.distances).toHaveLength(1);
});

test("a best-known is put down on purpose, with the reason", async () => {
  const from = product()?.commit;
  const { outcomes } = await ratchet("--variant", "product", "--reset", "--why", "volatile is safer");
  expect(outcomes).toEqual({ product: "lowered" });
  expect(product()).toMatchObject({ commit: head(), lowered: { why: "volatile is safer", from } });
});

test("faster raises the best-known, once it is committed", async () => {
  const before = product()?.commit;
  project.write(FILE, FAST);
  const dirty = await ratchet("--variant", "product");
  expect(dirty.exitCode).toBe(0);
  expect(dirty.report.cases).toMatchObject([
    { outcome: "improvement", problem: { code: "RATCHET_UNCOMMITTED" } },
  ]);
  expect(product()?.commit).toBe(before);
  project.commit();
  const { outcomes } = await ratchet("--variant", "product");
  expect(outcomes).toEqual({ product: "improvement" });
  expect(product()?.commit).toBe(head());
});

test.runIf(hasValgrind)("instructions can be held against the best-known's instead", async () => {
  const before = project.read(path());
  project.write(FILE, SLOW);
  const { exitCode, report } = await ratchet("--variant", "product", "--counter", "instructions");
  expect(exitCode).toBe(3);
  expect(report.cases).toMatchObject([{ variant: "product", outcome: "regression", measured: [] }]);
  expect(report.cases[0]?.reason).toMatch(/^\d+ → \d+ instructions, [\d.]+ % more$/);
  const again = await ratchet("--variant", "product", "--counter", "instructions");
  expect(again.report.cases).toEqual(report.cases);
  project.write(FILE, FAST);
  const same = await ratchet("--variant", "product", "--counter", "instructions", "--force");
  expect(same.report.cases[0]?.reason).toMatch(/^(\d+) → \1 instructions$/);
  expect(project.read(path())).toBe(before);
});

test("another function of the same library is not the same variant", async () => {
  const [source, declaration] = [project.read(FILE), project.read(DECLARATION)];
  const both = `${FAST}extern "C" void scale_slow(const float *x, float *y, size_t n) {
    for (volatile size_t i = 0; i < n; i = i + 1) y[i] = 2.0f * x[i];
}\n`;
  const calling = (symbol: string) =>
    declaration.replace('product: "product.cpp"', `product: { source: "product.cpp", symbol: "${symbol}" }`);
  project.write(FILE, both);
  project.write(DECLARATION, calling("scale"));
  project.commit();
  await ratchet("--variant", "product", "--reset", "--why", "it has two functions now");
  project.write(DECLARATION, calling("scale_slow"));
  expect((await ratchet("--variant", "product")).outcomes).toEqual({ product: "regression" });

  project.write(FILE, source);
  project.write(DECLARATION, declaration);
});

test("headers that flags name are those of the commit", async () => {
  const [source, declaration] = [project.read(FILE), project.read(DECLARATION)];
  const header = (loop: string) => project.write("common/loop.h", `#define LOOP ${loop}\n`);
  header("for (size_t i = 0; i < n; i++)");
  project.write(FILE, `#include <loop.h>\n${kernel("LOOP y[i] = 2.0f * x[i];")}`);
  project.write(
    DECLARATION,
    declaration.replace('product: "product.cpp"', 'product: { source: "product.cpp", flags: ["-Icommon"] }'),
  );
  project.commit();
  await ratchet("--variant", "product", "--reset", "--why", "it has a header now");
  header("for (volatile size_t i = 0; i < n; i = i + 1)");
  expect((await ratchet("--variant", "product")).outcomes).toEqual({ product: "regression" });

  project.write(FILE, source);
  project.write(DECLARATION, declaration);
  project.commit();
});

test("another workload is not comparable, which --strict does not let pass", async () => {
  const declaration = project.read(DECLARATION);
  project.write(DECLARATION, declaration.replace("n: 1000", "n: 1500"));
  const { exitCode, outcomes, report } = await ratchet("--force");
  expect(exitCode).toBe(0);
  expect(outcomes).toEqual({ sum: "incomparable", product: "incomparable" });
  expect(report.cases[0]?.reason).toBe("the workload tiny draws other inputs");
  expect((await ratchet("--force", "--strict")).exitCode).toBe(4);
  project.write(DECLARATION, declaration);
});

test("what is not declared any more is told", async () => {
  const declaration = project.read(DECLARATION);
  project.write(DECLARATION, declaration.replace(', product: "product.cpp"', ""));
  project.commit();
  const { json, exitCode } = await project.bench(["ratchet", "1.1", "--json"]);
  const outcomes = json<RatchetReport>().cases.map(
    ({ workload, variant, outcome }) => `${workload} ${variant} ${outcome}`,
  );
  expect(exitCode).toBe(0);
  expect(outcomes.filter((one) => one.startsWith("tiny"))).toEqual([
    "tiny product removed",
    "tiny sum identical",
  ]);
  project.write(DECLARATION, declaration);
});

test("what another machine of the same class reached is built and measured here", async () => {
  const [own, here] = [machine(), path()];
  project.write(here, project.read(here).replace(own, "elsewhere"));
  renameSync(project.path(`results/${own}`), project.path("results/elsewhere"));
  project.write(FILE, SLOW);
  const { exitCode, outcomes } = await ratchet("--variant", "product");
  expect(exitCode).toBe(3);
  expect(outcomes).toEqual({ product: "regression" });
  const adopted = (JSON.parse(project.read(here)) as RatchetFile).best["1.1"]?.tiny?.product;
  expect(adopted).toMatchObject({ record: null, ratio: null });

  // The same the other way round: what is faster than the other machine's becomes this one's.
  project.commit();
  await ratchet("--variant", "product", "--reset", "--why", "slow for the next step");
  const slow = head();
  const text = project.read(here).replaceAll(own, "elsewhere");
  project.write("results/elsewhere/ratchet.json", text);
  rmSync(project.path(here));
  project.write(FILE, FAST);
  project.commit();
  expect((await ratchet("--variant", "product")).outcomes).toEqual({ product: "improvement" });
  expect(product()?.commit).toBe(head());
  expect(product()?.commit).not.toBe(slow);
  project.write(FILE, SLOW);
});

test("a commit that is not there is an error, never a pass", async () => {
  for (const name of readdirSync(project.path("results"))) {
    const file = `results/${name}/ratchet.json`;
    project.write(
      file,
      project.read(file).replaceAll(/"commit": "[0-9a-f]+"/g, `"commit": "${"f".repeat(40)}"`),
    );
  }
  const { exitCode, report } = await ratchet("--variant", "product");
  expect(exitCode).toBe(1);
  expect(report.cases).toMatchObject([{ outcome: "failed", problem: { code: "COMMIT_MISSING" } }]);
});

test("--reset wants targets and a reason", async () => {
  expect((await project.bench(["ratchet", "1.1", "--reset"])).exitCode).toBe(2);
  expect((await project.bench(["ratchet", "--reset", "--why", "x"])).exitCode).toBe(2);
  expect((await project.bench(["ratchet", "1.1", "--why", "x"])).exitCode).toBe(2);
});

import * as v from "valibot";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunReport } from "../../harness/model/reports.js";
import { runDocument } from "./testing/documents.js";
import { type Finished, openProject } from "./testing/project.js";

const project = openProject("unbuildable", afterAll);
let finished: Finished;
let variants: RunReport["results"][number]["variants"];

beforeAll(async () => {
  finished = await project.bench(["run", "--json"]);
  variants = finished.json<RunReport>().results[0]?.variants ?? {};
});

test("variants that do not build end the run with exit code 1, and the others are measured", () => {
  expect(finished.exitCode).toBe(1);
  v.parse(runDocument, finished.json());
  expect(variants.good).toMatchObject({ state: "measured", ratio: { confidence: 0.95 } });
});

test("a missing source is named with the place to look", () => {
  expect(variants.absent).toMatchObject({
    state: "failed",
    problem: {
      code: "SOURCE_MISSING",
      message: expect.stringContaining("1.1/absent"),
      where: "targets/vectors/scale/absent.cpp",
      mend: expect.stringContaining("target.ts"),
    },
  });
});

test("a compile error is the compiler's own first, with file, line and the whole log", () => {
  expect(variants.misspelt).toMatchObject({
    state: "failed",
    problem: {
      code: "COMPILE_ERROR",
      message: expect.stringMatching(/^1\.1\/misspelt does not compile: .*'?z'?/),
      where: "targets/vectors/scale/misspelt.cpp:4",
    },
  });
  const log = /whole output is in (\S+)\.$/.exec(variants.misspelt?.problem?.mend ?? "")?.[1] ?? "";
  expect(project.read(log)).toContain("undeclared"); // the second error
});

test("a forgotten extern C is recognised by the mangled twin", () => {
  expect(variants.mangled).toMatchObject({
    state: "failed",
    problem: {
      code: "SYMBOL_MISSING",
      message: expect.stringMatching(
        /no C function scale; .* C\+\+ function scale\(float const\*, float\*, /,
      ),
      where: "targets/vectors/scale/mangled.cpp",
      mend: expect.stringContaining('"pawl/1.1.h"'),
    },
  });
});

test("what nothing defines is found where it is linked, not where it is loaded", () => {
  expect(variants.unlinked).toMatchObject({
    state: "failed",
    problem: {
      code: "SYMBOL_UNDEFINED",
      message: "1.1/unlinked uses `doubled(float const*, float*, unsigned long)`, which nothing defines.",
      where: "targets/vectors/scale/unlinked.cpp",
      mend: expect.stringMatching(/`sources`.*`link`/),
    },
  });
});

test("a missing requirement only skips", () => {
  expect(variants.unavailable).toMatchObject({
    state: "skipped",
    verified: null,
    problem: { code: "REQUIRES_MISSING", message: expect.stringContaining("3dnow") },
  });
});

test("people read the compiler's words in the terminal", async () => {
  const { exitCode, stdout } = await project.bench(["check"]);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(
    /COMPILE_ERROR {2}1\.1\/misspelt .*\n +targets\/vectors\/scale\/misspelt\.cpp:4\n +→ /,
  );
  expect(stdout).toMatch(/2 of 7 cases verified, 4 failed to build, 1 skipped/);
});

test("without any compiler the run says how to get one", async () => {
  const { exitCode, json } = await project.bench(["run", "--json"], { CXX: "no-such-compiler" });
  expect(exitCode).toBe(1);
  expect(json<RunReport>().problems).toMatchObject([
    {
      code: "NO_COMPILER",
      message: expect.stringContaining("no-such-compiler"),
      mend: expect.stringContaining("g++"),
    },
  ]);
});

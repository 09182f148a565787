import { cpSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckReport } from "../../harness/model/reports.js";
import { runTool } from "../../harness/support/spawn.js";
import { checkDocument } from "./testing/documents.js";
import { type Finished, openProject, PACKAGE, run } from "./testing/project.js";

const BOTH = ["check", "--sanitize", "address,undefined"];
const isThere = async (compiler: string) => (await runTool(compiler, ["--version"])).exitCode === 0;
const compilers = await Promise.all(
  ["g++", "clang++"].map(async (CXX) => ({ CXX, there: await isThere(CXX) })),
);

for (const { CXX, there } of compilers) {
  describe.skipIf(!there)(`faults that no output shows${there ? "" : ` (${CXX} is not installed)`}`, () => {
    const project = openProject("sanitizers", afterAll);
    let finished: Finished;
    let report: CheckReport;
    beforeAll(async () => {
      finished = await project.bench([...BOTH, "--json"], { CXX });
      report = finished.json<CheckReport>();
    });
    const variants = () => report.results[0]?.variants ?? {};

    test(`${CXX}: exit code 5 and a document of the contract`, () => {
      expect(finished).toMatchObject({ exitCode: 5, signal: null });
      v.parse(checkDocument, report);
      expect(report).toMatchObject({ sanitizers: ["address", "undefined"], warnings: [], problems: [] });
    });

    test.each([
      [
        "heap_overflow",
        7,
        "heap-buffer-overflow in twice: it writes 1 byte, right behind a region of 37 bytes",
      ],
      [
        "stack_overflow",
        11,
        "stack-buffer-overflow in twice: it writes 1 byte, which overflows the local variable copy",
      ],
      [
        "global_overflow",
        9,
        "global-buffer-overflow in twice: it writes 4 bytes, right behind the global variable 'powers'",
      ],
      ["after_free", 9, "heap-use-after-free in twice: it reads 4 bytes at byte 0 of a region of 4 bytes"],
      ["signed_overflow", 6, "undefined behaviour in twice: signed integer overflow: "],
      ["misaligned", 9, "undefined behaviour in twice: load of misaligned address "],
      ["shift", 6, "undefined behaviour in twice: shift exponent 37 is too large for 32-bit type "],
      ["null_pointer", 8, "undefined behaviour in twice: store to null pointer of type "],
      ["index", 11, "undefined behaviour in twice: index 4 out of bounds for type "],
    ])(`${CXX}: %s is named, and its report is kept`, (name, line, what) => {
      const log = `.pawl/log/1.1/${name}.sanitizer.log`;
      expect(variants()[name]).toMatchObject({
        state: "invalid",
        problem: {
          code: "SANITIZER",
          message: expect.stringContaining(what),
          where: expect.stringMatching(new RegExp(`^targets/demo/faults/${name}\\.cp?p?:${line}$`)),
          mend: expect.stringContaining(log),
        },
      });
      expect(project.read(log)).toContain(`${name}.c`);
    });

    test(`${CXX}: what traps without sanitizers keeps its code, and gets a line`, () => {
      expect(variants().past_end?.problem).toMatchObject({
        code: "OUT_OF_BOUNDS",
        message: expect.stringContaining("outside of y"),
        where: "targets/demo/faults/past_end.cpp:8",
      });
      expect(variants().wild?.problem).toMatchObject({
        code: "VARIANT_CRASHES",
        message: expect.stringContaining("SIGSEGV"),
        where: "targets/demo/faults/wild.cpp:8",
      });
    });

    test(`${CXX}: every twin is clean`, () => {
      const clean = Object.entries(variants()).filter(([, { state }]) => state === "verified");
      expect(clean.map(([name]) => name)).toEqual([
        "baseline",
        "heap_twin",
        "stack_twin",
        "global_twin",
        "after_free_twin",
        "signed_twin",
        "misaligned_twin",
        "shift_twin",
        "null_twin",
        "index_twin",
        "past_end_twin",
        "wild_twin",
        "throws",
      ]);
    });

    test(`${CXX}: one of the two finds what is its own`, async () => {
      const chosen = ["--variant", "after_free", "--variant", "shift", "--json"];
      const states = async (sanitizer: string) => {
        const { json } = await project.bench(["check", "--sanitize", sanitizer, ...chosen], { CXX });
        const { sanitizers, results } = json<CheckReport>();
        const { baseline, after_free, shift } = results[0]?.variants ?? {};
        return [sanitizers, baseline?.state, after_free?.state, shift?.state];
      };
      expect(await states("address")).toEqual([["address"], "verified", "invalid", "verified"]);
      expect(await states("undefined")).toEqual([["undefined"], "verified", "verified", "invalid"]);
    });

    // All rows take a minute per compiler: `bench check --sanitize address,undefined` proves them.
    test(`${CXX}: targets of pawl's own are clean`, async () => {
      const own = openProject(null);
      cpSync(join(PACKAGE, "targets"), own.path("targets"), { recursive: true });
      const { exitCode, stdout } = await own.bench([...BOTH, "5.1", "9.1"], { CXX });
      expect(stdout).toMatch(/verified with sanitizers \(address, undefined\)/);
      expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
    });
  });
}

test("plain builds stay as they are, and a prebuilt library is checked without", async () => {
  const project = openProject("pair");
  const check = async (...args: string[]) => project.bench(["check", "1.1", ...args]);
  expect((await check()).exitCode).toBe(0);
  const include = ["-I", project.path(".pawl/include")];
  const source = project.path("targets/vectors/scale/sum.cpp");
  const library = project.path("targets/vectors/scale/sum.so");
  const built = await run("c++", ["-shared", "-fPIC", ...include, source, "-o", library], project.root)
    .finished;
  expect(built).toMatchObject({ exitCode: 0 });
  const declaration = "targets/vectors/scale/target.ts";
  project.write(declaration, project.read(declaration).replace('"sum.cpp"', '{ library: "sum.so" }'));
  const { exitCode, stdout } = await check("--sanitize", "address");
  expect(exitCode).toBe(0);
  expect(stdout).toContain(
    "warning not-instrumented  1.1/sum is a prebuilt library: it is checked without sanitizers",
  );
  expect((await check()).stdout).not.toContain("sanitizers");
});

test("a compiler without the runtime is told at once", async () => {
  const project = openProject("pair");
  const script = project.path("c++");
  project.write(
    "c++",
    `#!/bin/sh
case "$1" in -print-file-name=*) echo "\${1#*=}" ;; *) exec g++ "$@" ;; esac
`,
  );
  await run("chmod", ["+x", script], project.root).finished;
  const { exitCode, json } = await project.bench([...BOTH, "--json"], { CXX: script });
  expect(exitCode).toBe(1);
  expect(json<CheckReport>()).toMatchObject({
    results: [],
    problems: [{ code: "SANITIZER_MISSING", where: script, mend: expect.stringContaining("Install") }],
  });
});

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckReport, RunReport } from "../../harness/model/reports.js";
import { checkDocument, runDocument } from "./testing/documents.js";
import { type Finished, openProject, type TestProject } from "./testing/project.js";

const missing = reasonToSkip();
/** Of device code each file takes seconds to build. */
const PATIENCE_MS = 180_000;

/** Why device code cannot be built here without being run; null: it can. */
function reasonToSkip(): string | null {
  if (existsSync("/dev/nvidia0") || existsSync("/dev/dxg")) return "a CUDA device is here";
  try {
    execFileSync("nvcc", ["--version"], { stdio: "ignore" });
    return null;
  } catch {
    return "there is no nvcc";
  }
}

describe.skipIf(missing)(
  `device code where no device is${missing === null ? "" : ` (skipped: ${missing})`}`,
  { timeout: PATIENCE_MS },
  () => {
    let project: TestProject;
    let checked: Finished;
    let mixed: CheckReport["results"][number]["variants"];

    beforeAll(async () => {
      project = openProject("devices", afterAll);
      checked = await project.bench(["check", "--json"]);
      mixed = checked.json<CheckReport>().results.find(({ target }) => target === "D.2")?.variants ?? {};
    }, PATIENCE_MS);

    test("is built, and said to be built only", () => {
      const { results } = v.parse(checkDocument, checked.json());
      const whole = results.find(({ target }) => target === "D.1")?.variants ?? {};
      const built = {
        state: "built",
        problem: {
          code: "REQUIRES_MISSING",
          message: expect.stringMatching(/^D\.1\/\w+ cannot run here: .*CUDA/),
        },
      };
      expect(whole).toMatchObject({ copy: built, mapped: built, split: built, host: built });
      expect(mixed).toMatchObject({ plain: { state: "verified" }, device: { state: "built" } });
    });

    test("is held to what it exports, and to what compiles", () => {
      expect(mixed).toMatchObject({
        misspelt: {
          state: "failed",
          problem: {
            code: "COMPILE_ERROR",
            message: 'D.2/misspelt does not compile: identifier "z" is undefined',
            where: "targets/vectors/mixed/misspelt.cu:4",
          },
        },
        mangled: {
          state: "failed",
          problem: {
            code: "SYMBOL_MISSING",
            message: expect.stringContaining("C++ function twice(float const*"),
          },
        },
        greedy: {
          state: "failed",
          problem: { code: "COMPILE_ERROR", message: expect.stringContaining("uses too much shared data") },
        },
      });
      expect(checked.exitCode).toBe(1);
      const log = /whole output is in (\S+)\.$/.exec(mixed.misspelt?.problem?.mend ?? "")?.[1] ?? "";
      expect(project.read(log)).toContain("undeclared"); // the second error
    });

    test("a target without anything to run is no failure, and leaves no record", async () => {
      const { exitCode, json } = await project.bench(["run", "D.1", "--json"]);
      expect(exitCode).toBe(0);
      const { results } = v.parse(runDocument, json<RunReport>());
      expect(results).toMatchObject([
        { best: null, trials: 0, variants: { copy: { state: "built", ratio: null } } },
      ]);
      expect(project.has("results")).toBe(false);
      expect(project.read("tracking.md")).toContain(
        "no record: `bench run D.1 --workload tiny` on a machine with `cuda` fills this row",
      );
    });

    test("people read what to do", async () => {
      const { stdout, stderr } = await project.bench(["run", "D.1", "--no-record"]);
      expect(stdout).toMatch(/^copy, .* built, not measured: this machine has no CUDA device .* → /m);
      expect(stdout + stderr).toContain("Nothing could run here, so there is nothing to record.");
      expect(stdout + stderr).toContain(
        "next: bench bundle D.1  (for a machine that has what is missing here; or there: bench run D.1)",
      );
    });

    test.each([
      ["ratchet", /3 skipped/],
      ["check --sanitize address,undefined", /0 of 4 cases verified with sanitizers .*, 4 built only/],
      ["run --no-record --counter instructions", /^copy, .* built, not measured/m],
      ["list", /D\.1 +NOT_STARTED/],
    ])("bench %s has an answer", async (words, expected) => {
      const [command = "", ...options] = words.split(" ");
      const { exitCode, stdout, stderr } = await project.bench([command, "D.1", ...options]);
      expect(stdout + stderr).toMatch(expected);
      expect(exitCode).toBe(0);
    });

    test("beside others it is kept in their record, with the command that measures it", async () => {
      const { json } = await project.bench(["run", "D.2", "--variant", "device", "--json"]);
      expect(json<RunReport>().results).toMatchObject([
        { variants: { plain: { state: "measured", ratio: null }, device: { state: "built" } } },
      ]);
      expect(project.read("tracking.md")).toMatch(
        /IMPLEMENTED .*`device` built: .*; `bench run D\.2 --workload tiny` on a machine with `cuda` fills this row/,
      );
      const exported = await project.bench(["export", "D.2", "--format", "csv"]);
      expect(exported.stdout).toMatch(/device,optimized,built/);
    });
  },
);

test("without nvcc device code is skipped, and it is said how to get it", async () => {
  const project = openProject("devices");
  const { exitCode, json } = await project.bench(["check", "--json"], { NVCC: "/nonexistent" });
  expect(exitCode).toBe(0);
  const { results } = v.parse(checkDocument, json());
  const skipped = {
    state: "skipped",
    problem: {
      code: "TOOLKIT_MISSING",
      message: expect.stringMatching(
        /^D\.\d\/\w+ cannot be built here: .*tried \/nonexistent \(from \$NVCC\)\.$/,
      ),
      mend: expect.stringContaining("NVCC"),
    },
  };
  expect(results).toMatchObject([
    { variants: { copy: skipped, mapped: skipped, split: skipped, host: skipped } },
    { variants: { plain: { state: "verified" }, device: skipped, misspelt: skipped } },
  ]);
});

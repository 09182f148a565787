import { cpSync, rmSync } from "node:fs";
import * as v from "valibot";
import { afterAll, expect, test } from "vitest";
import { adoptDocument, initDocument, reportDocument } from "./testing/gate-documents.js";
import { openProject } from "./testing/project.js";
import { openRepository } from "./testing/repository.js";

const project = openRepository("pair", afterAll);
const nowhere = openProject(null, afterAll);
const ACTIONS = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: project.root };

test("a pull request that makes a variant slower: report, annotation, and the command to look closer", async () => {
  const CASE = ["1.2", "--workload", "tiny"];
  expect((await project.bench(["ratchet", ...CASE])).exitCode).toBe(0);
  project.write(
    "targets/vectors/shift/unrolled.cpp",
    '#include "pawl/1.2.h"\nvoid shift(float *x, size_t n, float by) {\n' +
      "    for (volatile size_t i = 0; i < n; i = i + 1) x[i] += by;\n}\n",
  );
  const ran = await project.bench(
    ["ratchet", ...CASE, "--json", "--output-report", "out/report.md"],
    ACTIONS,
  );
  expect(ran.exitCode).toBe(3);
  expect(ran.stderr).toMatch(
    /^::error file=targets\/vectors\/shift\/target\.ts,line=8,title=1\.2 tiny unrolled%3A regression::best-known commit/m,
  );

  nowhere.write("ratchet.json", ran.stdout);
  const told = await nowhere.bench(["report", "ratchet.json"]);
  expect(told).toMatchObject({ exitCode: 0, stderr: "", stdout: project.read("out/report.md") });
  expect(told.stdout).toContain("### 1 variant is slower than it was\n");
  const data = await nowhere.bench(["report", "ratchet.json", "--json"]);
  expect(v.parse(reportDocument, data.json()).markdown).toBe(told.stdout);

  const [, command = ""] = /^bench (diff .*)$/m.exec(told.stdout) ?? [];
  const closer = await project.bench(command.split(" "));
  expect(closer.exitCode).toBe(0);
  expect(closer.stdout).toContain("slower");
});

test("a ratchet that did not run has a report, too", async () => {
  nowhere.write("failed.json", (await project.bench(["ratchet", "9.9", "--json"])).stdout);
  const { exitCode, stdout } = await nowhere.bench(["report", "failed.json"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("UNKNOWN_TARGET");
});

test.each([
  ["no.json", 2, "REPORT_UNREADABLE  The document cannot be read (ENOENT)."],
  [".", 2, "REPORT_UNREADABLE  This is no file."],
  ["foreign.json", 1, "REPORT_INVALID  This is no document of `bench ratchet --json`: schema: "],
])("bench report %s", async (file, code, message) => {
  nowhere.write("foreign.json", JSON.stringify({ schema: "x\n::error::y", cases: [], problems: [] }));
  const { exitCode, stdout, stderr } = await nowhere.bench(["report", file]);
  expect({ exitCode, stdout }).toEqual({ exitCode: code, stdout: "" });
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/^\s*::/m);
});

test("no report can be written: told before anything is measured", async () => {
  project.write("file", "");
  const { exitCode, stderr } = await project.bench(["ratchet", "--output-report", "file/report.md"]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("REPORT_NOT_WRITABLE");
  expect(stderr).not.toContain("building");
});

test("bench check under GitHub Actions points at the declaration of what is wrong", async () => {
  const wrong = openProject("wrong-five");
  const { exitCode, stderr } = await wrong.bench(["check"], { ...ACTIONS, GITHUB_WORKSPACE: wrong.root });
  expect(exitCode).toBe(5);
  const lines = stderr.split("\n").filter((line) => line.startsWith("::"));
  expect(lines.length).toBeGreaterThanOrEqual(5);
  const declaration = wrong.read("targets/vectors/scale/target.ts").split("\n");
  for (const line of lines) {
    const [, at, variant] = /,line=(\d+),title=\S+ \S+ (\S+)%3A invalid::/.exec(line) ?? [];
    expect(declaration[Number(at) - 1]).toContain(variant);
  }
});

test("bench init ci writes workflows, and does not overwrite them", async () => {
  const first = await project.bench(["init", "ci", "--json"]);
  expect(first.exitCode).toBe(0);
  const { files } = v.parse(initDocument, first.json());
  expect(files.filter(({ file }) => !project.has(file))).toEqual([]);
  const second = await project.bench(["init", "ci"]);
  expect(second.exitCode).toBe(2);
  expect(second.stderr).toContain("EXISTS");
  const forced = await project.bench(["init", "ci", "--force"]);
  expect(forced.exitCode).toBe(0);
  expect(forced.stdout).toContain("replaced .github/workflows/bench.yml\n");
  expect((await project.bench(["init", "cd"])).exitCode).toBe(2);
});

test("bench adopt takes over what another checkout measured", async () => {
  cpSync(project.path("results"), nowhere.path("artifact"), { recursive: true });
  rmSync(project.path("results"), { recursive: true });
  const { exitCode, json } = await project.bench(["adopt", nowhere.path("artifact"), "--json"]);
  expect(exitCode).toBe(0);
  const { files } = v.parse(adoptDocument, json());
  expect(files.some((file) => file.endsWith("/ratchet.json"))).toBe(true);
  expect(files.filter((file) => !project.has(file))).toEqual([]);
  expect((await project.bench(["adopt", nowhere.path("artifact")])).stdout).toBe("Nothing in it is new.\n");
});

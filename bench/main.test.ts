import { describe, expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { main } from "./main.js";

async function bench(...argv: string[]) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: "stdout" | "stderr") => ({
    columns: 80,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const exitCode = await main(argv, { stdout: stream("stdout"), stderr: stream("stderr"), env: {} });
  return { exitCode, ...written };
}

describe("without a command", () => {
  test("--version and --help go to stdout", async () => {
    expect(await bench("--version")).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: "" });
    const help = await bench("run", "--help");
    expect(help).toMatchObject({ exitCode: 0, stderr: "" });
    expect(help.stdout).toContain("bench run [selectors..]");
  });

  test("nothing at all: help and the problem on stderr, exit 2", async () => {
    const { exitCode, stdout, stderr } = await bench();
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("Commands:");
    expect(stderr).toContain("USAGE  A command is missing.\n  → give one of the commands above\n");
  });
});

describe("a command line that cannot be understood", () => {
  test("is told on stderr, once", async () => {
    expect(await bench("run", "--trials", "3")).toEqual({
      exitCode: 2,
      stdout: "",
      stderr: "USAGE  --trials cannot be `3`.\n  → give --trials a whole number, 5 or more\n",
    });
  });

  test.each([
    [["run", "--json", "--tirals"], "pawl/run@1", { results: [] }],
    [["check", "--json=true", "--x"], "pawl/check@1", { results: [], sanitizers: [], warnings: [] }],
    [["export", "--json", "--x"], "pawl/export@1", { benchmarks: [], stale: [], left_out: [] }],
    [["bundle", "--json", "--x"], "pawl/bundle@1", { targets: [], left_out: [] }],
    [["import", "--json"], "pawl/import@1", { machines: [], added: [] }],
    [["list", "--json", "--x"], "pawl/list@1", { targets: [] }],
    [["accuracy", "--json", "--x"], "pawl/accuracy@1", { scenarios: [], goals: [] }],
    [["doctor", "--json", "--x"], "pawl/doctor@1", { findings: [] }],
    [["track", "--json", "--x"], "pawl/track@1", {}],
    [["new", "--json"], "pawl/new@1", { files: [] }],
    [["promote", "--json"], "pawl/promote@1", {}],
    [["rnu", "--json"], "pawl/bench@1", {}],
    [["--json"], "pawl/bench@1", {}],
  ])("%j is one JSON document", async (argv, schema, fields) => {
    const { exitCode, stdout, stderr } = await bench(...argv);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      schema,
      ...fields,
      problems: [{ code: "USAGE", message: expect.any(String), mend: expect.any(String) }],
    });
    expect(stderr).toContain("USAGE  ");
  });

  test("--json behind -- is a word", async () => {
    expect(await bench("track", "--", "--json")).toMatchObject({ exitCode: 2, stdout: "" });
  });
});

describe("completion", () => {
  test("prints the script that asks for words", async () => {
    const { exitCode, stdout, stderr } = await bench("completion");
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("bench --get-yargs-completions");
  });

  test("offers commands", async () => {
    expect(await bench("--get-yargs-completions", "bench", "c")).toEqual({
      exitCode: 0,
      stdout: "check\ncompletion\n",
      stderr: "",
    });
  });

  test("is quietly empty where nothing can be read", async () => {
    expect(await bench("--get-yargs-completions", "bench", "run", "--root", "/nonexistent", "5")).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });
});

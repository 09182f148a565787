import { afterAll, describe, expect, test } from "vitest";
import type { Problem } from "../../harness/model/problem.js";
import { openProject } from "./testing/project.js";

const project = openProject("pair", afterAll);
const nowhere = openProject(null, afterAll);

interface Case {
  readonly args: readonly string[];
  readonly code: string;
  readonly message: RegExp;
  readonly mend: RegExp;
  readonly schema: string;
}

const CASES: readonly Case[] = [
  {
    args: ["run", "1.3"],
    code: "UNKNOWN_TARGET",
    message: /"1\.3"/,
    mend: /Nearest: 1\.1, 1\.2\..*bench list/,
    schema: "pawl/run@1",
  },
  {
    args: ["check", "1.1", "--variant", "sun"],
    code: "UNKNOWN_VARIANT",
    message: /"sun"/,
    mend: /Nearest: sum/,
    schema: "pawl/check@1",
  },
  {
    args: ["run", "1.1", "--workload", "big"],
    code: "UNKNOWN_WORKLOAD",
    message: /"big"/,
    mend: /Nearest: .*tiny/,
    schema: "pawl/run@1",
  },
  {
    args: ["promote", "1.1", "produkt"],
    code: "UNKNOWN_VARIANT",
    message: /produkt/,
    mend: /product/,
    schema: "pawl/promote@1",
  },
  {
    args: ["promote", "1.1", "double"],
    code: "IS_BASELINE",
    message: /"double" is the baseline/,
    mend: /Promote one of/,
    schema: "pawl/promote@1",
  },
  {
    args: ["new", "1.1"],
    code: "EXISTS",
    message: /"1\.1"/,
    mend: /another id/,
    schema: "pawl/new@1",
  },
  {
    args: ["new", "7.1", "--from", "nothing"],
    code: "UNKNOWN_TEMPLATE",
    message: /"nothing"/,
    mend: /basic, state/,
    schema: "pawl/new@1",
  },
  {
    args: ["new", "../outside"],
    code: "BAD_ID",
    message: /"\.\.\/outside"/,
    mend: /letters/,
    schema: "pawl/new@1",
  },
  {
    args: ["rnu"],
    code: "USAGE",
    message: /no command `rnu`/,
    mend: /`bench run`/,
    schema: "pawl/bench@1",
  },
  {
    args: ["rnu", "--help"],
    code: "USAGE",
    message: /no command `rnu`/,
    mend: /`bench run`/,
    schema: "pawl/bench@1",
  },
  {
    args: ["run", "--varient", "sum"],
    code: "USAGE",
    message: /no option --varient/,
    mend: /`--variant`/,
    schema: "pawl/run@1",
  },
  {
    args: ["run", "--trials", "4"],
    code: "USAGE",
    message: /--trials .*`4`/,
    mend: /5 or more/,
    schema: "pawl/run@1",
  },
  {
    args: ["run", "--budget", "soon"],
    code: "USAGE",
    message: /--budget .*`soon`/,
    mend: /seconds above 0/,
    schema: "pawl/run@1",
  },
  {
    args: ["run", "--precision", "-1"],
    code: "USAGE",
    message: /--precision .*`-1`/,
    mend: /percentage/,
    schema: "pawl/run@1",
  },
  {
    args: ["run", "--cache", "lukewarm"],
    code: "USAGE",
    message: /--cache .*`lukewarm`/,
    mend: /warm or cold/,
    schema: "pawl/run@1",
  },
  {
    args: ["bundle", "--march", "x86-64-v4"],
    code: "USAGE",
    message: /--march belongs to --prebuilt/,
    mend: /--prebuilt/,
    schema: "pawl/bundle@1",
  },
  {
    args: ["import"],
    code: "USAGE",
    message: /needs <files>/,
    mend: /bench import --help/,
    schema: "pawl/import@1",
  },
  {
    args: ["import", "none.json"],
    code: "IMPORT_UNREADABLE",
    message: /ENOENT/,
    mend: /records\.json/,
    schema: "pawl/import@1",
  },
  {
    args: ["promote", "1.1"],
    code: "USAGE",
    message: /needs <id> and <variant>/,
    mend: /bench promote --help/,
    schema: "pawl/promote@1",
  },
];

describe.each(CASES)("bench $args", ({ args, code, message, mend, schema }) => {
  const told = (text: string) => {
    expect(text).toMatch(new RegExp(`^${code} {2}`, "m"));
    expect(text).toMatch(message);
    expect(text.slice(text.indexOf("→"))).toMatch(mend);
  };

  test("is refused with exit code 2, on stderr", async () => {
    const { exitCode, stdout, stderr } = await project.bench(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    told(stderr);
  });

  test("is refused in one JSON document, and on stderr too", async () => {
    const { exitCode, stderr, json } = await project.bench([...args, "--json"]);
    expect(exitCode).toBe(2);
    told(stderr);
    const document = json<{ schema: string; problems: Problem[] }>();
    expect(document.schema).toBe(schema);
    expect(document.problems).toHaveLength(1);
    expect(document.problems[0]?.code).toBe(code);
    expect(document.problems[0]?.message).toMatch(message);
    expect(document.problems[0]?.mend).toMatch(mend);
  });
});

test("outside any project, the folder and the ways out are named", async () => {
  const { exitCode, json } = await nowhere.bench(["list", "--json"]);
  expect(exitCode).toBe(2);
  expect(json()).toEqual({
    schema: "pawl/list@1",
    targets: [],
    problems: [
      {
        code: "NO_PROJECT",
        message: expect.stringContaining("targets/"),
        where: nowhere.root,
        mend: expect.stringMatching(/--root.*`bench new <id>`/),
      },
    ],
  });
});

test("a project without targets says so, and how to get one; nothing to gate is no pass", async () => {
  const empty = openProject(null);
  empty.write("targets/README.md", "nothing yet");
  const list = await empty.bench(["list"]);
  expect(list.exitCode).toBe(0);
  expect(list.stdout).toMatch(/no targets.*`bench new <id>`/i);
  for (const command of ["run", "check"]) {
    const { exitCode, stderr, json } = await empty.bench([command, "--json"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^NO_TARGETS .*there are no targets\.\n.*`bench new <id>`/m);
    const problem = { code: "NO_TARGETS", mend: expect.stringContaining("bench new") };
    expect(json()).toMatchObject({ results: [], problems: [problem] });
  }
});

test("--root works on another project, from anywhere", async () => {
  const { exitCode, stdout } = await nowhere.bench(["list", "--root", project.root]);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/1\.1 .*scale by two/);
});

test("without a command the help is shown, and it is an error", async () => {
  const { exitCode, stdout, stderr } = await project.bench([]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(/bench run/);
  expect(stderr).toMatch(/^USAGE {2}A command is missing\./m);
});

test("--help is an answer: exit code 0, on stdout, with examples", async () => {
  for (const args of [["--help"], ["run", "--help"]]) {
    const { exitCode, stdout, stderr } = await project.bench(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/Examples:\n +bench run 5\.1/);
  }
});

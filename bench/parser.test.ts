import { describe, expect, test } from "vitest";
import type { Problem } from "../harness/model/problem.js";
import { EXIT, ProblemError } from "../harness/support/problem.js";
import { parse } from "./parser.js";

const given = (...argv: string[]) => {
  const parsed = parse(argv, 100);
  return parsed.kind === "command" ? parsed.given : parsed;
};

const rejected = (...argv: string[]): Problem => {
  try {
    parse(argv, 100);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    expect(error.exitCode).toBe(EXIT.usage);
    expect(error.problem.code).toBe("USAGE");
    return error.problem;
  }
  throw new Error(`accepted: ${argv.join(" ")}`);
};

describe("accepted", () => {
  test("run with everything; ids stay words and a repeatable option takes one", () => {
    const line =
      "run 5.10 --variant a 007 --variant=b --workload w --trials 7 --budget .5 --precision 0.5 --seed 0 --no-record";
    expect(given(...line.split(" "))).toEqual({
      command: "run",
      values: {
        root: undefined,
        json: false,
        selectors: ["5.10", "007"],
        variant: ["a", "b"],
        workload: ["w"],
        trials: 7,
        budget: 0.5,
        precision: 0.5,
        seed: 0,
        detail: false,
        "no-record": true,
      },
    });
  });

  test("nothing but the command: empty lists mean all", () => {
    expect(given("check")).toEqual({
      command: "check",
      values: { root: undefined, json: false, selectors: [], variant: [], workload: [], sanitize: [] },
    });
  });

  test.each([
    [["--sanitize", "address"], ["address"]],
    [["--sanitize=undefined,address"], ["address", "undefined"]],
    [
      ["--sanitize", "undefined", "--sanitize", "address,address"],
      ["address", "undefined"],
    ],
  ])("choices: %j, in one order", (argv, sanitize) => {
    expect(given("check", ...argv)).toMatchObject({ values: { sanitize } });
  });

  test("common options before the command", () => {
    expect(given("--root", "x", "--json", "list")).toEqual({
      command: "list",
      values: { root: "x", json: true, selectors: [] },
    });
  });

  test("positionals by name", () => {
    expect(given("promote", "5.10", "avx512")).toMatchObject({ values: { id: "5.10", variant: "avx512" } });
    expect(given("new", "g/7.1", "--from", "state")).toMatchObject({
      values: { id: "g/7.1", from: "state" },
    });
  });

  test("a selector that is spelt like a command", () => {
    expect(given("run", "completion")).toMatchObject({
      command: "run",
      values: { selectors: ["completion"] },
    });
  });
});

describe("rejected", () => {
  test.each([
    [["rnu"], "There is no command `rnu`.", "did you mean `bench run`? See `bench --help`"],
    [["frobnicate"], "There is no command `frobnicate`.", "see `bench --help`"],
    [
      ["run", "--tirals", "5"],
      "`bench run` has no option --tirals.",
      "did you mean `--trials`? See `bench run --help`",
    ],
    [
      ["run", "5.1", "--jsno"],
      "`bench run` has no option --jsno.",
      "did you mean `--json`? See `bench run --help`",
    ],
    [["run", "-x"], "`bench run` has no option -x.", "see `bench run --help`"],
    [["completion", "--json"], "`bench completion` has no option --json.", "see `bench completion --help`"],
    [["track", "5.1"], "`bench track` does not take the argument `5.1`.", "see `bench track --help`"],
    [["new"], "`bench new` needs <id>.", "see `bench new --help`"],
    [["promote", "5.1"], "`bench promote` needs <id> and <variant>.", "see `bench promote --help`"],
    [["run", "--trials"], "--trials needs a value.", "give --trials a whole number, 5 or more"],
    [["run", "--root="], "--root needs a value.", "give --root the folder of a project"],
    [["run", "--variant="], "--variant needs a value.", "give --variant the name of a variant"],
    [["run", "--cache"], "--cache needs a value.", "give --cache warm or cold"],
    [["new", "7.1", "--from"], "--from needs a value.", "give --from basic or state"],
    [
      ["check", "--sanitize="],
      "--sanitize needs a value.",
      "give --sanitize address or undefined, or several: address,undefined",
    ],
    [["rnu", "--help"], "There is no command `rnu`.", "did you mean `bench run`? See `bench --help`"],
    [["frobnicate", "--version"], "There is no command `frobnicate`.", "see `bench --help`"],
    [
      ["check", "--sanitize", "address,memory"],
      "--sanitize cannot be `memory`.",
      "give --sanitize address or undefined, or several: address,undefined",
    ],
    [
      ["check", "--sanitize", "adress"],
      "--sanitize cannot be `adress`.",
      "did you mean `address`? Give --sanitize address or undefined, or several: address,undefined",
    ],
    [
      ["run", "--cache", "wram"],
      "--cache cannot be `wram`.",
      "did you mean `warm`? Give --cache warm or cold",
    ],
    [["run", "--sanitize", "address"], "`bench run` has no option --sanitize.", "see `bench run --help`"],
    [["run", "--seed", "1", "--seed", "2"], "--seed is given more than once.", "give --seed once"],
    [["run", "--", "-x"], "`-x` behind `--` has no meaning here.", "see `bench run --help`"],
  ])("%j", (argv, message, mend) => {
    expect(rejected(...argv)).toEqual({ code: "USAGE", message, mend });
  });

  test.each([
    ["trials", ["4", "5.5", "five", "0x10", "-5", "Infinity"], "a whole number, 5 or more"],
    [
      "budget",
      ["0", "-1", "2s", "NaN", "1e999", "3600.1"],
      "a number of seconds above 0 and up to 3600: beyond an hour drift outweighs what is gained",
    ],
    ["precision", ["0", "50.1", "1%"], "a percentage above 0 and up to 50"],
    ["seed", ["-1", "1.5", "1e30"], "a whole number, 0 or more"],
  ])("--%s %j", (option, values, allowed) => {
    for (const value of values) {
      expect(rejected("run", `--${option}`, value)).toEqual({
        code: "USAGE",
        message: `--${option} cannot be \`${value}\`.`,
        mend: `give --${option} ${allowed}`,
      });
    }
  });
});

import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckReport } from "../../harness/model/reports.js";
import { checkDocument } from "./testing/documents.js";
import { type Finished, openProject } from "./testing/project.js";

const project = openProject("fuzzed", afterAll);
let finished: Finished;
let report: CheckReport;
const variantsOf = (target: string, workload: string) =>
  report.results.find((result) => result.target === target && result.workload === workload)?.variants ?? {};

beforeAll(async () => {
  finished = await project.bench(["check", "--fuzz", "150", "--seed", "1", "--json"]);
  report = finished.json<CheckReport>();
});

test("a document of the contract says how much was tried, with what seed, and drawn from what", () => {
  v.parse(checkDocument, report);
  expect(finished).toMatchObject({ exitCode: 5, signal: null });
  expect(report.results.map(({ target, workload, fuzz }) => [target, workload, fuzz])).toEqual([
    ["1.1", "tiny", { inputs: 150, seed: 1, declared: true }],
    ["1.1", "small", { inputs: 150, seed: 1, declared: true }],
    ["1.2", "tiny", { inputs: 150, seed: 1, declared: false }],
  ]);
});

const WRONG: readonly [name: string, code: string, what: RegExp, simplest: string][] = [
  ["tail", "WRONG_OUTPUT", /y\[14\] should be 0 and is -1; 1 of 16 elements/, "n = 15, x = [0 × 15]"],
  ["empty", "VARIANT_CRASHES", /dies of SIGSEGV/, "n = 0, x = []"],
  ["seven", "VARIANT_HANGS", /gives no answer within 2 s/, "n = 7, x = [0 × 7]"],
  ["signs", "WRONG_OUTPUT", /y\[0\] should be -0 and is 0/, "n = 1, x = [-0]"],
  ["masked", "WRONG_OUTPUT", /y\[0\] should be -Infinity/, "n = 1, x = [-Infinity]"],
  ["ties", "WRONG_OUTPUT", /best\[0\] should be 0 and is 1/, "n = 2, x = [0 × 2]"],
  ["wide", "OUT_OF_BOUNDS", /outside of x, 1 byte past the end/, "n = 1, x = [0]"],
];

describe("a fault that the workloads do not show", () => {
  test.each(WRONG)("%s: found, and cut down to its simplest form", (name, code, what, simplest) => {
    for (const workload of ["tiny", "small"]) {
      expect(variantsOf("1.1", workload)[name]).toMatchObject({
        state: "invalid",
        problem: {
          code,
          message: expect.stringMatching(what),
          where: `targets/vectors/peak/${name}.cpp`,
          mend: expect.stringMatching(
            /\n`bench check 1\.1 --variant \w+ --fuzz \d+ --seed 1` finds it again\.$/,
          ),
        },
      });
      const { message } = variantsOf("1.1", workload)[name]?.problem ?? {};
      expect(message).toContain(`\nThe simplest input found that shows it: ${simplest}.`);
    }
  });

  test("the input is there as data, with how to draw it again", () => {
    expect(variantsOf("1.1", "tiny").masked).toMatchObject({
      example: { seed: 1, inputs: expect.any(Number), values: { n: 1, x: ["-Infinity"] } },
    });
    expect(variantsOf("1.1", "small").ties?.example?.values).toEqual({ n: 2, x: [0, 0] });
    expect(variantsOf("1.1", "tiny").twin).not.toHaveProperty("example");
  });

  test("the others are right", () => {
    const right = ["baseline", "twin"].map((name) => variantsOf("1.1", "tiny")[name]?.state);
    expect([...right, variantsOf("1.2", "tiny").twin?.state]).toEqual(Array(3).fill("verified"));
  });

  test("without `fuzz`, other seeds of the workload may show it", () => {
    const { clamped } = variantsOf("1.2", "tiny");
    expect(clamped?.problem).toMatchObject({ code: "WRONG_OUTPUT" });
    expect(clamped?.problem?.message).toMatch(/n = 8, x = \[(0( × \d)?, )?3(, 0( × \d)?)?\]/);
    expect(clamped?.problem?.mend).toContain("--variant clamped --workload tiny --fuzz ");
  });

  test.each(["tail", "empty", "wide", "clamped"])(
    "%s: the command in the message finds it again",
    async (name) => {
      const target = name === "clamped" ? "1.2" : "1.1";
      const { problem } = variantsOf(target, "tiny")[name] ?? {};
      const command = /`bench (.*)`/.exec(problem?.mend?.split("\n").at(-1) ?? "")?.[1] ?? "";
      const again = await project.bench([...command.split(" "), "--json"]);
      expect(again.exitCode).toBe(5);
      const [result] = again.json<CheckReport>().results;
      expect(Object.keys(result?.variants ?? {})).toEqual(["baseline", name]);
      expect(result?.variants[name]?.problem).toEqual(problem);
    },
  );
});

test("people are told the count, the seed and the progress; a seed is drawn when none is given", async () => {
  const { stdout, stderr } = await project.bench(["check", "1.2", "--variant", "twin", "--fuzz", "20"]);
  expect(stdout).toMatch(
    /fuzzed with 20 new seeds of this workload \(--seed \d+\); target\.ts declares no fuzz/,
  );
  expect(stderr).toContain("1.2 tiny · fuzzing 20 inputs");
});

test.each([
  [["check", "--fuzz", "0"], "--fuzz cannot be `0`."],
  [["check", "--fuzz", "many"], "--fuzz cannot be `many`."],
  [["check", "--seed", "1"], "--seed belongs to --fuzz."],
  [["run", "--fuzz", "9"], "`bench run` has no option --fuzz."],
])("bench %s is a mistake of usage", async (args, message) => {
  const { exitCode, stderr } = await project.bench(args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`USAGE  ${message}`);
});

import { describe, expect, test } from "vitest";
import { account } from "./unfinished.js";

const place = (target: string, workload = "tiny") => ({ target, workload });
const work = {
  command: "run",
  planned: [place("1.1"), place("1.2"), place("1.2", "large")],
  results: [place("1.1")],
  problems: [],
  exitCode: 0,
  interrupted: false,
} as const;

describe("an interruption", () => {
  test("names every comparison that is missing, and how to go on", () => {
    expect(account({ ...work, interrupted: true })).toEqual({
      exitCode: 130,
      problems: [
        {
          code: "INTERRUPTED",
          message: "Not measured: 1.2 tiny, 1.2 large.",
          mend: "go on with `bench run 1.2`",
        },
      ],
    });
    const many = ["2", "3", "4", "5", "6", "7", "8"].map((target) => place(target));
    const [problem] = account({ ...work, command: "check", planned: many, interrupted: true }).problems;
    expect(problem).toMatchObject({
      message: "Not checked: 2 tiny, 3 tiny, 4 tiny, 5 tiny, 6 tiny, 7 tiny, 8 tiny.",
      mend: "go on with `bench check`",
    });
  });

  test("comes after what else is wrong, and leaves nothing to say of a whole", () => {
    const wrong = { code: "X", message: "x" };
    const { problems } = account({ ...work, problems: [wrong], interrupted: true });
    expect(problems.map(({ code }) => code)).toEqual(["X", "INTERRUPTED"]);
    expect(account({ ...work, results: work.planned, interrupted: true })).toEqual({
      exitCode: 130,
      problems: [],
    });
  });
});

test("nothing to do is no success", () => {
  expect(account({ ...work, command: "check", planned: [], results: [] })).toEqual({
    exitCode: 2,
    problems: [
      {
        code: "NO_TARGETS",
        message: "Nothing was checked: there are no targets.",
        mend: "scaffold one with `bench new <id>`",
      },
    ],
  });
});

test("what the work itself tells stands", () => {
  const broken = { code: "BAD_DECLARATION", message: "x" };
  const failed = { ...work, planned: [], results: [], problems: [broken], exitCode: 1 } as const;
  expect(account(failed)).toEqual({ exitCode: 1, problems: [broken] });
  expect(account({ ...work, exitCode: 5 })).toEqual({ exitCode: 5, problems: [] });
});

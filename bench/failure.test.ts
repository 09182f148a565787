import { expect, test } from "vitest";
import { EXIT, ProblemError } from "../harness/support/problem.js";
import { failureDocument, toFailure } from "./failure.js";

test("a problem keeps its exit code", () => {
  const problem = { code: "NO_PROJECT", message: "No targets/ here." };
  expect(toFailure(new ProblemError(problem, EXIT.usage), {})).toEqual({ problem, exitCode: 2 });
});

test("anything else is INTERNAL, with a stack only on request", () => {
  const bug = new RangeError("index 5");
  expect(toFailure(bug, {})).toEqual({
    problem: {
      code: "INTERNAL",
      message: "Unexpected error: RangeError: index 5",
      mend: "please report this, with what PAWL_DEBUG=1 adds",
    },
    exitCode: 1,
  });
  expect(toFailure(bug, { PAWL_DEBUG: "1" }).problem.where).toBe(bug.stack);
  expect(toFailure("thrown text", {}).problem.message).toBe("Unexpected error: thrown text");
});

test("the document has the fields of its command", () => {
  const problem = { code: "NO_PROJECT", message: "No targets/ here." };
  expect(failureDocument("list", problem)).toEqual({
    schema: "pawl/list@1",
    targets: [],
    problems: [problem],
  });
  expect(failureDocument(null, problem)).toEqual({ schema: "pawl/bench@1", problems: [problem] });
});

import pc from "picocolors";
import { expect, test } from "vitest";
import { renderProblem, unshown } from "./problem.js";

const style = { width: 80, colors: pc.createColors(false) };

test("code, what happened, where, mend", () => {
  const problem = {
    code: "COMPILE_ERROR",
    message: "multiply did not compile:\nerror: expected ';'",
    where: "targets/samplers/temperature/multiply.cpp:7:3",
    mend: "correct the source; the whole log is in .pawl/logs/5.1-multiply.txt",
  };
  expect(renderProblem(problem, style)).toMatchInlineSnapshot(`
    "COMPILE_ERROR  multiply did not compile:
      error: expected ';'
      targets/samplers/temperature/multiply.cpp:7:3
      → correct the source; the whole log is in .pawl/logs/5.1-multiply.txt"
  `);
  expect(renderProblem({ code: "BARE", message: "Nothing more is known." }, style)).toBe(
    "BARE  Nothing more is known.",
  );
});

test("only the code is coloured red", () => {
  const colored = renderProblem(
    { code: "X", message: "m", mend: "n" },
    { width: 80, colors: pc.createColors(true) },
  );
  expect(colored).toBe("\u001b[31m\u001b[1mX\u001b[22m\u001b[39m  m\n  → n");
});

test("each problem once, none that is shown already", () => {
  const a = { code: "A", message: "m", where: "here" };
  const b = { ...a, where: "there" };
  expect(unshown([a, b, { ...a }, { ...b }], [])).toEqual([a, b]);
  expect(unshown([a, b], [{ ...a }])).toEqual([b]);
});

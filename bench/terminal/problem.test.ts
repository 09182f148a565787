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

test("in a terminal prose is wrapped between words; places, commands and quoted code stay whole", () => {
  const where = `targets/${"a-long-folder/".repeat(8)}fast.cpp:17:3`;
  const command = "`bench check 4.2 --variant fast --fuzz 500 --seed 123456`";
  const code = `    7 | ${"y[i] = x[i]; ".repeat(8)}`;
  const problem = {
    code: "WRONG_OUTPUT",
    message: `fast ${"computes something else ".repeat(5)}here:\n${code}\n${"and more is to be told ".repeat(5)}.`,
    where,
    mend: `find it again with ${command}, then mend it`,
  };
  const terminal = { ...style, width: 60, wraps: true };
  const lines = renderProblem(problem, terminal).split("\n");
  const whole = [`  ${where}`, `  ${code}`];
  for (const line of whole) expect(lines).toContain(line);
  const prose = lines.filter((line) => !whole.includes(line));
  expect(prose.length).toBeGreaterThan(7);
  for (const line of prose) expect(line.length).toBeLessThanOrEqual(line.includes(command) ? 62 : 60);
  expect(prose.slice(1).every((line) => line.startsWith("  "))).toBe(true);
  expect(lines.at(-3)).toBe("  → find it again with");
  expect(lines.at(-2)).toContain(command);
  expect(lines.map((line) => line.trim()).join(" ")).toBe(
    renderProblem(problem, style).replaceAll(/\s*\n\s*/g, " "),
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

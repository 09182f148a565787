import { expect, test } from "vitest";
import { groupOut } from "./unmeasured.js";

const problem = (name: string, outcome: string, where = "target.ts") => ({
  code: "REQUIRES_MISSING",
  message: `G.1/${name} ${outcome}`,
  where,
  mend: "go elsewhere",
});
const WHY = "this machine has no CUDA device";
const out = [
  { name: "copy", state: "built", problem: problem("copy", `cannot run here: ${WHY}.`) },
  { name: "wide", state: "skipped", problem: problem("wide", "is skipped: this CPU has no avx512f.") },
  { name: "graph", state: "built", problem: problem("graph", `cannot run here: ${WHY}.`) },
];

test("variants that are out for one reason are named together", () => {
  expect(groupOut("G.1", out, [])).toEqual([
    { names: ["copy", "graph"], state: "built", reason: `${WHY}. → go elsewhere` },
    { names: ["wide"], state: "skipped", reason: "this CPU has no avx512f. → go elsewhere" },
  ]);
});

test("wherever their sources are", () => {
  const [a, b] = ["a", "b"].map((name) => ({
    ...{ name, state: "skipped" },
    problem: problem(name, "cannot be built here: nvcc is missing.", `${name}.cu`),
  })) as [(typeof out)[number], (typeof out)[number]];
  expect(groupOut("G.1", [a, b], [])).toMatchObject([
    { names: ["a", "b"], reason: "nvcc is missing. → go elsewhere" },
  ]);
});

test("what was told of all of them is not told again", () => {
  const problems = out.map((one) => one.problem);
  expect(groupOut("G.1", out, problems).map(({ reason }) => reason)).toEqual(["as above", "as above"]);
  expect(groupOut("G.1", out, problems.slice(0, 1))[0]?.reason).toMatch(/^this machine/);
});

test("a reason that is not known, or in other words, stays as it is", () => {
  const [message] = ["this CPU has no sve"];
  const own = { name: "sve", state: "skipped", problem: { code: "REQUIRES_MISSING", message } };
  expect(groupOut("G.1", [own, { ...own, name: "x", problem: null }], [])).toMatchObject([
    { names: ["sve"], reason: message },
    { names: ["x"], reason: "" },
  ]);
});

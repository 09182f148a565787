import { expect, test } from "vitest";
import type { Progress } from "../../harness/model/progress.js";
import { openDisplay } from "./display.js";
import { describeProgress } from "./progress.js";

const trial = (number: number): Progress => ({
  event: "trial",
  target: "5.1",
  workload: "vocab128k",
  trial: number,
  of: 2,
  left: 8 / number,
});

const events: readonly Progress[] = [
  { event: "plan", targets: 1, comparisons: 1, variants: 3 },
  { event: "build", done: 1, of: 3, target: "5.1", name: "divide" },
  { event: "build", done: 2, of: 3, target: "5.1", name: "multiply" },
  { event: "build", done: 3, of: 3, target: "5.1", name: "avx512" },
  { event: "verify", target: "5.1", workload: "vocab128k", variant: "divide" },
  { event: "verify", target: "5.1", workload: "vocab128k", variant: "multiply" },
  { event: "fuzz", target: "5.1", workload: "vocab128k", done: 1, of: 60 },
  { event: "fuzz", target: "5.1", workload: "vocab128k", done: 2, of: 60 },
  { event: "wait", message: "waiting for another run, since 1 s" },
  { event: "wait", message: "waiting for another run, since 2 s" },
  trial(1),
  trial(2),
  { event: "problem", problem: { code: "X", message: "shown elsewhere" } },
];

test("what a spinner says", () => {
  expect(events.map(describeProgress)).toMatchInlineSnapshot(`
    [
      "1 target, 1 comparison, 3 variants",
      "building, 1 of 3 done · 5.1 divide",
      "building, 2 of 3 done · 5.1 multiply",
      "building, 3 of 3 done · 5.1 avx512",
      "5.1 vocab128k · verifying divide",
      "5.1 vocab128k · verifying multiply",
      "5.1 vocab128k · fuzzing 1/60",
      "5.1 vocab128k · fuzzing 2/60",
      "waiting for another run, since 1 s",
      "waiting for another run, since 2 s",
      "5.1 vocab128k · measuring, trial 1 of 2 · about 8 s left",
      "5.1 vocab128k · measuring, trial 2 of 2 · about 4 s left",
      null,
    ]
  `);
});

test.each([
  ["a pipe", { isTTY: false }, {}],
  ["CI", { isTTY: true, columns: 80 }, { CI: "true" }],
  ["a dumb terminal", { isTTY: true, columns: 80 }, { TERM: "dumb" }],
  ["a terminal of no size", { isTTY: true, columns: 0 }, {}],
])("plain lines in %s: builds summarised, nothing twice", async (_name, stream, env) => {
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const display = await openDisplay({ ...stream, write }, env);
  for (const event of events) display.update(event);
  display.stop();
  expect(written.split("\n")).toEqual([
    "1 target, 1 comparison, 3 variants",
    "building 3 libraries",
    "built 3 libraries",
    "5.1 vocab128k · verifying",
    "5.1 vocab128k · fuzzing 60 inputs",
    "waiting for another run, since 1 s",
    "5.1 vocab128k · measuring, trial 1 of 2 · about 8 s left",
    "5.1 vocab128k · measuring, trial 2 of 2 · about 4 s left",
    "",
  ]);
});

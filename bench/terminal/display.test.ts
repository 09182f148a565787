import pc from "picocolors";
import { expect, test, vi } from "vitest";
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

const plain = (width: number) => ({ width, colors: pc.createColors(false) });

const events: readonly Progress[] = [
  {
    event: "plan",
    targets: 1,
    comparisons: [{ target: "5.1", workload: "vocab128k" }],
    variants: 3,
    leftOut: [],
  },
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
  { event: "count", target: "5.1", workload: "vocab128k", variant: "divide" },
  { event: "count", target: "5.1", workload: "vocab128k", variant: "multiply" },
  { event: "problem", problem: { code: "X", message: "shown elsewhere" } },
];

test("what a spinner says", () => {
  expect(events.map((event) => describeProgress(event, plain(80)))).toMatchInlineSnapshot(`
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
      "5.1 vocab128k · trial 1 of 2 · about 8 s left",
      "5.1 vocab128k · trial 2 of 2 · about 4 s left",
      "5.1 vocab128k · counting instructions of divide",
      "5.1 vocab128k · counting instructions of multiply",
      null,
    ]
  `);
});

const narrowing: Progress = {
  event: "trial",
  target: "5.1",
  workload: "vocab128k",
  trial: 4,
  of: 5,
  left: 1,
  ratios: {
    multiply: { estimate: 1.141, low: 1.122, high: 1.159, verdict: "faster" },
    avx512: { estimate: 1.934, low: 1.911, high: 1.957, verdict: "faster" },
    gather: { estimate: 0.8, low: 0.7, high: 0.92, verdict: "slower" },
  },
};

test.each([
  [
    150,
    "5.1 vocab128k · trial 4 of 5 · avx512 1.93× [1.91, 1.96], multiply 1.14× [1.12, 1.16], gather 0.80× [0.70, 0.92] · about 1 s left",
  ],
  [
    106,
    "5.1 vocab128k · trial 4 of 5 · avx512 1.93× [1.91, 1.96], multiply 1.14× [1.12, 1.16], +1 · about 1 s left",
  ],
  [80, "5.1 vocab128k · trial 4 of 5 · avx512 1.93× [1.91, 1.96], +2 · about 1 s left"],
  [60, "5.1 vocab128k · trial 4 of 5 · avx512 1.93× [1.91, 1.96], +2"],
  [59, "5.1 vocab128k · trial 4 of 5 · about 1 s left"],
  [30, "5.1 vocab128k · trial 4 of 5 …"],
])("the intervals so far, the best first, in %d columns", (width, line) => {
  expect(describeProgress(narrowing, plain(width))).toBe(line);
  expect(line.length).toBeLessThanOrEqual(width);
});

test("the second stage is named", () => {
  const second: Progress = { ...narrowing, trial: 6, of: 11, second: true, ratios: {} };
  expect(describeProgress(second, plain(80))).toBe(
    "5.1 vocab128k · second stage, trial 6 of 11 · about 1 s left",
  );
});

test("an interval has the colour of its verdict", () => {
  const line = describeProgress(narrowing, { width: 80, colors: pc.createColors(true) });
  expect(line).toContain("· \u001b[32mavx512 1.93× [1.91, 1.96]\u001b[39m, +2 ·");
});

test("targets that are left out are named", async () => {
  let written = "";
  const write = (text: string) => {
    written += text;
  };
  const display = await openDisplay({ isTTY: false, write }, {});
  display.update({ event: "plan", targets: 1, comparisons: [], variants: 2, leftOut: ["4.2", "4.10"] });
  display.stop();
  expect(written.split("\n")[0]).toBe("left out, without such a variant or workload: 4.2, 4.10");
});

test("a pipe says which variant it waits for, once that takes long", async () => {
  vi.useFakeTimers();
  try {
    let written = "";
    const write = (text: string) => {
      written += text;
    };
    const display = await openDisplay({ isTTY: false, write }, {});
    const verify = (variant: string) =>
      display.update({ event: "verify", target: "5.1", workload: "vocab128k", variant });
    verify("divide");
    vi.advanceTimersByTime(4000);
    verify("hang");
    vi.advanceTimersByTime(60_000);
    verify("multiply");
    display.stop();
    vi.advanceTimersByTime(60_000);
    expect(written).toBe("5.1 vocab128k · verifying\n5.1 vocab128k · still verifying hang\n");
  } finally {
    vi.useRealTimers();
  }
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
  for (const event of [...events, narrowing]) display.update(event);
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
    "5.1 vocab128k · counting instructions",
    "5.1 vocab128k · measuring, trial 4 of 5 · about 1 s left",
    "",
  ]);
});

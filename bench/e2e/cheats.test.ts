import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Machine } from "../../harness/model/machine.js";
import type { CheckReport, RunReport } from "../../harness/model/reports.js";
import { openProject } from "./testing/project.js";

/** Every cheat and every overrun is caught under its own name, and no innocent twin is. */

const project = openProject("cheats", afterAll);
let exitCode: number | null;
let all: Result[];
let results: Readonly<Record<string, RunReport["results"][number]>>;
beforeAll(async () => {
  const finished = await project.bench(["run", "1.1", "1.2", "1.3", "1.6", "1.7", "--json"]);
  exitCode = finished.exitCode;
  const report = finished.json<RunReport>();
  expect(report.problems).toEqual([]);
  all = [];
  for (const result of report.results) all.push(isMissed(result) ? await again(result) : result);
  results = Object.fromEntries(all.map((result) => [result.target, result]));
});

type Result = RunReport["results"][number];

/** Whether a cache went unseen: what it saves shows in times, which other tests on this machine can blur once. */
const isMissed = ({ variants: { cache } }: Result): boolean => cache?.state === "measured";

async function again({ target, workload }: Result): Promise<Result> {
  const { json } = await project.bench(["run", target, "--workload", workload, "--json"]);
  return json<RunReport>().results[0] as Result;
}

const REMEMBERED = /That is its answer to instance \d+, which is another question: it remembers/;

test("the run says that variants are wrong", () => {
  expect(exitCode).toBe(5);
});

describe.each<[string, string, string, RegExp]>([
  ["1.1", "memo_address", "ANSWER_REMEMBERED", REMEMBERED],
  ["1.1", "memo_sample", "ANSWER_REMEMBERED", REMEMBERED],
  ["1.1", "memo_size", "ANSWER_REMEMBERED", REMEMBERED],
  ["1.1", "memo_later", "ANSWER_REMEMBERED", REMEMBERED],
  ["1.3", "memo_sample", "ANSWER_REMEMBERED", REMEMBERED],
  [
    "1.6",
    "cache",
    "ANSWER_REMEMBERED",
    /on inputs that it sees for the first time and .* on the same ones again/,
  ],
  ["1.1", "skips_sample", "WORK_SKIPPED", /held the right answer before the call, but for a few elements/],
  ["1.1", "skips_later", "WORK_SKIPPED", /It left y as it was before the call/],
  ["1.3", "skips_later", "WORK_SKIPPED", /It left cur\.data as it was before the call/],
  ["1.1", "next_call", "WORK_DEFERRED", /y changed after the call had returned, in the next call/],
  [
    "1.1",
    "thread",
    "WORK_DEFERRED",
    /y changed after the call had returned, by itself|touched arguments of an earlier call/,
  ],
  ["1.1", "pool", "WORK_DEFERRED", /other threads work: they used .* ms .*, and one thread is declared/],
  ["1.1", "changes_input_later", "INPUT_CHANGED", /changes x, which is declared input/],
  [
    "1.1",
    "wrong_sometimes",
    "WRONG_SOMETIMES",
    /y\[3\] should be .* Of \d+ calls .*, \d+ answered otherwise/,
  ],
  ["1.1", "wrong_later", "WRONG_AFTER_TIMING", /y\[3\] should be .* It was right before it was timed/],
  ["1.1", "reads_before", "OUT_OF_BOUNDS", /reads outside of x, 4 bytes before the beginning, at x\[-1\]/],
  ["1.1", "reads_after", "OUT_OF_BOUNDS", /reads outside of x, 1 byte past the end, at x\[1003\]/],
  ["1.1", "writes_before", "OUT_OF_BOUNDS", /writes outside of y, 1 byte before the beginning, at y\[-1\]/],
  ["1.1", "writes_after", "OUT_OF_BOUNDS", /writes outside of y, 1 byte past the end, at y\[1003\]/],
  ["1.1", "writes_later", "OUT_OF_BOUNDS", /writes outside of y, 1 byte past the end, at y\[1003\]/],
  ["1.3", "reads_before", "OUT_OF_BOUNDS", /reads outside of cur\.data, 4 bytes before the beginning/],
  [
    "1.3",
    "reads_after",
    "OUT_OF_BOUNDS",
    /reads outside of cur\.data, 1 byte past the end, at cur\.data\[1003\]/,
  ],
  ["1.3", "writes_before", "OUT_OF_BOUNDS", /writes outside of cur\.data, 1 byte before the beginning/],
  ["1.3", "writes_after", "OUT_OF_BOUNDS", /writes outside of cur\.data, 1 byte past the end/],
])("%s/%s", (target, name, code, message) => {
  test(`is ${code}`, () => {
    expect(results[target]?.variants[name]).toMatchObject({
      state: "invalid",
      ratio: null,
      problem: {
        code,
        message: expect.stringMatching(message),
        where: expect.stringContaining(`/${name}.cpp`),
        mend: expect.stringMatching(/.{20}/),
      },
    });
  });
});

test("a cache of whole inputs is found however dear the operation, and on however many copies of the input", () => {
  const found = all.flatMap(({ target, workload, variants: { cache } }) =>
    cache ? [`${target} ${workload} ${cache.problem?.code}`] : [],
  );
  expect(found).toEqual([
    "1.6 odd ANSWER_REMEMBERED",
    "1.6 dear ANSWER_REMEMBERED",
    "1.7 hundred ANSWER_REMEMBERED",
    "1.7 hundreds ANSWER_REMEMBERED",
    "1.7 more ANSWER_REMEMBERED",
  ]);
});

test.each([
  ["1.1", ["baseline", "cache_of_all", "mends_all", "keeps_pointers"]],
  ["1.1", ["restores_input", "redoes_sometimes", "stays_inside"]],
  ["1.2", ["baseline", "pool"]],
  ["1.3", ["baseline", "stays_inside"]],
  ["1.6", ["baseline", "table"]],
  ["1.7", ["baseline", "twice"]],
])("innocent twins of %s are measured: %j", (target, names) => {
  const variants = names.map((name) => results[target]?.variants[name]);
  expect(variants.map((variant) => [variant?.state, variant?.problem])).toEqual(
    names.map(() => ["measured", null]),
  );
});

/** Whoever is innocent stays so whatever threads others leave behind, and whatever a state keeps. */
test("nobody is blamed for a neighbour, or for what the state is for", async () => {
  const checked = await project.bench(["check", "1.4", "1.5", "--json"]);
  const report = checked.json<CheckReport>();
  expect(report.problems).toEqual([]);
  const codes = report.results.map(({ target, variants }) => [
    target,
    Object.fromEntries(Object.entries(variants).map(([name, { problem }]) => [name, problem?.code ?? null])),
  ]);
  expect(Object.fromEntries(codes)).toEqual({
    "1.4": {
      poller_first: "WORK_DEFERRED",
      late_first: "WORK_DEFERRED",
      baseline: null,
      patient: null,
      jitters: "WRONG_SOMETIMES",
      jitters_wide: null,
      late_last: "WORK_DEFERRED",
      poller_last: "WORK_DEFERRED",
    },
    "1.5": { baseline: null, twin: null, forgets: "WRONG_OUTPUT" },
  });
});

test("what is faster than memory can be is doubted, by what this machine was measured to move", () => {
  const doubts = (target: string) =>
    results[target]?.warnings.filter(({ code }) => code === "faster-than-memory") ?? [];
  expect(doubts("1.2")).toEqual([
    {
      code: "faster-than-memory",
      message: expect.stringMatching(/"baseline" takes \S+ us.*: as measured, this machine needs \S+ us/),
      advice: expect.stringContaining("`bytes`"),
    },
  ]);
  expect(doubts("1.3")).toEqual([]);
  const [machine] = readdirSync(project.path("results"));
  const { bandwidth } = JSON.parse(project.read(`results/${machine}/machine.json`)) as Machine;
  expect(bandwidth?.at).toMatch(/^\d{4}-/);
  for (const threads of [1, 2]) {
    const sizes = bandwidth?.points.filter((point) => point.threads === threads).map(({ bytes }) => bytes);
    expect(sizes?.[0]).toBe(2 ** 14);
    expect(sizes).toEqual([...new Set(sizes)].sort((a, b) => a - b));
  }
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { input, output } from "../index.js";
import type { CallResult, Session } from "../model/executor.js";
import type { Comparison } from "../model/tolerance.js";
import { proof } from "../pipeline/testing/misbehaviour.js";
import { type NativeSample, nativeSample } from "../pipeline/testing/native.js";
import { lastingProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../support/testing/target.js";

/** Answers leave large inputs out where they are as given: whatever changes one must show all the same. */

const N = 20_000;
const signature = {
  kernel: { name: "kernel", args: { x: input("f32", "n"), y: output("f32", 4), n: "i32" } },
  state: { create: { name: "make", args: { table: input("f32", "n") } }, destroy: "drop" },
} as const;

const doing = (after = "", before = "") => `
#include <stdlib.h>
#include <string.h>
void *make(const float *table) { const float **s = malloc(sizeof *s); *s = table; return s; }
void drop(void *s) { free(s); }
static int calls;
static const float *former;
static float seen, kept[4];
void kernel(void *s, const float *x, float *y, int32_t n) {
  ${before}
  const float *table = *(const float **)s;
  for (int i = 0; i < 4; i++) y[i] = x[n / 2 + i] + table[n - 1 - i];
  for (int i = 0; i < n; i++) y[3] += x[i];
  calls++;
  ${after}
  former = x;
}`;

const SOURCES = {
  base: doing(),
  right: doing("", "(void)0;"),
  changes_x: doing("((float *)x)[n - 1] += 1;"),
  changes_table: doing("((float *)table)[7] = 0.5f;"),
  changes_later: doing("if (calls > 9) ((float *)x)[3] += 1;"),
  changes_former: doing("if (calls > 1) ((float *)former)[3] += 1;"),
  wrong: doing("y[2] += 1;"),
  skips: doing("", "if (y[0] == x[n / 2] + (*(const float **)s)[n - 1]) return;"),
  remembers: doing("seen = x[0]; memcpy(kept, y, 16);", "if (x[0] == seen) { memcpy(y, kept, 16); return; }"),
};
type Name = keyof typeof SOURCES;

const project = lastingProject();
let sample: NativeSample;

beforeAll(async () => {
  const target = sampleTarget(
    signature,
    Object.keys(SOURCES).map((name) => sampleVariant(name)),
  );
  const normal = { fill: "normal", mean: 0, sd: 1 } as const;
  const workload = sampleWorkload({ n: N, x: normal, table: normal });
  sample = await nativeSample(project, target, workload, SOURCES);
});
afterAll(project.remove);

async function asked<T>(name: Name, ask: (session: Session) => Promise<T>): Promise<T> {
  const executor = sample.executor();
  try {
    const opened = await executor.open(sample.spec([name]));
    if (!opened.ok) throw new Error(JSON.stringify(opened.death));
    return await ask(opened.value);
  } finally {
    await executor.close();
  }
}

async function called(name: Name): Promise<CallResult> {
  const outcome = await asked(name, (session) =>
    session.call({ library: 0, instance: 1, repeats: 1, guard: "end" }),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.death));
  return outcome.value;
}

test("an answer is cut off where all of them are as given, and whole where one is not", async () => {
  const { layout } = sample.session;
  expect(layout.front).toBeLessThan(1000);
  expect(layout.bytes).toBeGreaterThan(2 * 4 * N);
  expect((await called("base")).image.length).toBe(layout.front);
  expect((await called("changes_x")).image.length).toBe(layout.bytes);
  expect((await called("changes_table")).image.length).toBe(layout.bytes);
});

test("each fault is called what it is", async () => {
  const names = Object.keys(SOURCES).filter((name) => name !== "changes_former");
  const executor = sample.executor();
  const { problems } = await proof(sample, executor, names);
  await executor.close();
  expect(Object.fromEntries([...problems].map(([name, { code }]) => [name, code]))).toEqual({
    changes_x: "INPUT_CHANGED",
    changes_table: "INPUT_CHANGED",
    changes_later: "INPUT_CHANGED",
    wrong: "WRONG_OUTPUT",
    skips: "WORK_SKIPPED",
    remembers: "ANSWER_REMEMBERED",
  });
  const changed = ["changes_x", "changes_table", "changes_later"];
  expect(changed.map((name) => /changes (\w+)/.exec(problems.get(name)?.message ?? "")?.[1])).toEqual([
    "x",
    "table",
    "x",
  ]);
});

test("one that changes after its call has returned is told by its segment", async () => {
  const { instances, session } = sample;
  const told = await asked("changes_former", (opened) =>
    opened.interrogate({ library: 0, instances, blank: [], calls: 2 }),
  );
  const segment = session.layout.segments.findIndex(({ path }) => path === "x");
  expect(told).toMatchObject({ ok: true, value: { late: { segment, when: "in the next call" } } });
});

test("a comparison of one's own finds them among what came out", async () => {
  let looks = 0;
  const x = (of: unknown) => (of as { x: Float32Array }).x;
  const look: Comparison = (expected, actual, inputs) => {
    looks++;
    expect([x(expected), x(actual)]).toEqual([x(inputs), x(inputs)]);
    expect(x(actual).length).toBe(N);
    // What it does to them is its own affair.
    x(actual).fill(0);
    return [];
  };
  const executor = sample.executor();
  const { problems } = await proof(sample, executor, ["base", "right", "wrong"], { verify: look });
  await executor.close();
  expect([...problems]).toEqual([]);
  expect(looks).toBeGreaterThan(0);
});

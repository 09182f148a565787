import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { absolute } from "../index.js";
import { runTrials } from "../measure/index.js";
import type { AfterTiming, Executor } from "../model/executor.js";
import type { Target } from "../model/target.js";
import { doing, misbehaviour, proof } from "../pipeline/testing/misbehaviour.js";
import type { NativeSample } from "../pipeline/testing/native.js";
import { lastingProject } from "../support/testing/project.js";

const SOURCES = {
  base: doing(""),
  good: doing("", "(void)0;"),
  wrong: doing("", "y[5] += 1;"),
  segfault: doing("*(volatile int *)8 = 1;"),
  hangs: doing("for (volatile int i = 0;; ) i = i;"),
  // Right as long as nobody times it.
  remembers: doing(
    "",
    "static int calls; static float first; if (calls++ == 0) first = y[0]; if (calls > 99) y[0] = first;",
  ),
  tires: doing("if (++((int *)s)[1] > 99) return (int64_t)1 << 40;"),
  // Right as long as outputs happen to begin as zeros.
  adds: doing("float old = y[0];", "y[0] += old;"),
  flushes: doing("", "__builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040);"),
  denormal: doing("volatile float tiny = 1e-40f; if (tiny * 2 == 0) abort();"),
  reuses: doing("", "((int *)s)[1] += 1; odd[0] = (uint8_t)((int *)s)[1];"),
};

const project = lastingProject();
let sample: NativeSample;
let executor: Executor;
const prove = (names: readonly string[], parts: Partial<Target> = {}) =>
  proof(sample, executor, names, parts);

beforeAll(async () => {
  sample = await misbehaviour(project, SOURCES);
  executor = sample.executor();
});
afterAll(async () => {
  await executor.close();
  project.remove();
});

/** What the check after a short trial says of each variant. */
async function afterTrial(names: (keyof typeof SOURCES)[], result: Awaited<ReturnType<typeof prove>>) {
  const after: AfterTiming[] = [];
  const trials = await runTrials({
    executor,
    spec: sample.spec(names),
    plan: {
      variants: names,
      batch: names.map(() => 1),
      frames: 1,
      group: names.map(() => 1),
      rotated: { first: 0, count: 16 },
      unseen: { first: 17, count: 4 },
      epochs: 1,
      roundsPerEpoch: 120,
      warmup: 0,
      warmupRounds: 1,
    },
    cpus: [],
    seeds: [1],
    instances: sample.instances,
    audit: result.audit,
    recall: result.recall,
    overlap: true,
    blank: result.blank,
    onTrial: () => {},
    onAnswers: (library, answers) => {
      after[library] = answers;
    },
  });
  if (!trials.ok) throw new Error(JSON.stringify(trials.death));
  const candidates = result.calibrated?.candidates ?? [];
  return candidates.map((candidate, i) => result.afterTiming(candidate, after[i] as AfterTiming));
}

test.each([
  ["remembers", "WRONG_AFTER_TIMING", /It was right before it was timed\.$/],
  ["tires", "WORK_SKIPPED", /It left cur\.data, y, odd as they were before the call\.$/],
] as const)("one that %s while it is timed is found out after it: %s", async (name, code, message) => {
  const result = await prove(["base", name]);
  expect([...result.problems]).toEqual([]);
  expect(result.recall).toBe(true);
  const [base, cheat] = await afterTrial(["base", name], result);
  expect(base).toBeNull();
  expect(cheat).toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});

test("a kernel whose state carries results from call to call is not called again where it was timed", async () => {
  const { problems, recall } = await prove(["reuses"], { baseline: "reuses" });
  expect([...problems]).toEqual([]);
  expect(recall).toBe(false);
});

test("what an output holds before the call must not matter", async () => {
  const { problems } = await prove(["base", "adds"]);
  expect([...problems.keys()]).toEqual(["adds"]);
  expect(problems.get("adds")).toMatchObject({
    code: "WRONG_OUTPUT",
    message: expect.stringContaining("y[0]"),
  });
});

test.runIf(process.arch === "x64")(
  "one that flushes denormals to zero does not do so for others",
  async () => {
    const names = ["base", "flushes", "denormal"] as const;
    const result = await prove(names);
    expect([...result.problems]).toEqual([]);
    expect(await afterTrial([...names], result)).toEqual([null, null, null]);
  },
);

test("an oracle function judges the baseline too, under its own tolerance", async () => {
  const oracle = ({ x, cur }: { x: Float32Array; cur: { data: Float32Array } }) => ({
    y: Array.from(x, (value) => 2 * value + 1e-3),
    cur: { data: cur.data.map((value) => Math.max(0, value)) },
    odd: [1, 1, 1],
    returns: 2 ** 40,
  });
  const result = await prove(["base", "good"], { oracle, verify: { y: absolute(1e-4) } });
  expect([...result.problems].map(([name, { code }]) => [name, code])).toEqual([
    ["base", "WRONG_OUTPUT"],
    ["good", "WRONG_OUTPUT"],
  ]);
  const wider = await prove(["base", "good"], { oracle, verify: { y: absolute(2e-3) } });
  expect([...wider.problems]).toEqual([]);
});

test.each<[string, readonly string[], Partial<Target>, string, RegExp]>([
  [
    "a baseline that dies",
    ["segfault", "good"],
    { baseline: "segfault" },
    "ORACLE_FAILED",
    /dies of SIGSEGV/,
  ],
  ["a baseline not built", ["good"], {}, "ORACLE_FAILED", /baseline was not built/],
  [
    "an oracle that throws",
    ["base"],
    { oracle: () => JSON.parse("no JSON") },
    "ORACLE_FAILED",
    /oracle function is wrong: .*JSON/,
  ],
  [
    "an oracle that forgets elements",
    ["base"],
    { oracle: () => ({ y: [] }) },
    "ORACLE_FAILED",
    /0 of the 48 elements/,
  ],
  [
    "a comparison that throws",
    ["base", "wrong"],
    { verify: () => JSON.parse("no JSON") },
    "COMPARISON_FAILED",
    /cannot be compared: .*JSON/,
  ],
])("nothing is proven by %s", async (_, names, parts, code, message) => {
  await expect(prove(names, parts)).rejects.toMatchObject({ problem: { code, where: expect.any(String) } });
  await expect(prove(names, parts)).rejects.toThrow(message);
});

test("a worker that cannot even start is no variant's fault", async () => {
  const session = { ...sample.session, driver: `${project.root}/no.so` };
  await expect(proof({ ...sample, session }, executor, ["base", "good"])).rejects.toMatchObject({
    problem: { code: "WORKER_DIED", message: expect.stringContaining("no.so: ") },
  });
});

test("is over at once when the executor is closed", async () => {
  const own = sample.executor();
  const proving = expect(proof(sample, own, ["base", "hangs", "good"])).rejects.toMatchObject({
    problem: { code: "INTERRUPTED" },
  });
  await sleep(200); // less than a hang may last
  await own.close();
  await proving;
});

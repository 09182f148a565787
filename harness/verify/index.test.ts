import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { absolute } from "../index.js";
import { runTrials } from "../measure/index.js";
import type { Executor } from "../model/executor.js";
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

test("answers remembered while timing are found out after it", async () => {
  const result = await prove(["base", "remembers"]);
  expect([...result.problems]).toEqual([]);
  const candidates = result.calibrated?.candidates ?? [];
  const trials = await runTrials({
    executor,
    spec: sample.spec(["base", "remembers"]),
    plan: {
      variants: ["base", "remembers"],
      batch: [1, 1],
      frames: 1,
      group: [1, 1],
      epochs: 1,
      roundsPerEpoch: 120,
      warmup: 0,
      warmupRounds: 1,
    },
    cpus: [],
    seeds: [1],
    fresh: sample.fresh,
    onTrial: () => {},
  });
  if (!trials.ok) throw new Error(JSON.stringify(trials.death));
  const [after = []] = trials.value.after;
  const judged = candidates.map((candidate, i) => result.afterTiming(candidate, after[i] as never));
  expect(judged[0]).toBeNull();
  expect(judged[1]).toMatchObject({
    code: "WRONG_AFTER_TIMING",
    message: expect.stringMatching(/y\[0\] should be .*instance 16.* It was right before it was timed\.$/),
  });
});

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

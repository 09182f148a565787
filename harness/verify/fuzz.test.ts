import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inout } from "../index.js";
import { doing, misbehaviour } from "../pipeline/testing/misbehaviour.js";
import { type NativeSample, nativeSample } from "../pipeline/testing/native.js";
import { inputSource } from "../plan/fuzz/source.js";
import { lastingProject } from "../support/testing/project.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../support/testing/target.js";
import { verify } from "./index.js";

const project = lastingProject();
let sample: NativeSample;
beforeAll(async () => {
  sample = await misbehaviour(project, {
    base: doing(""),
    good: doing("", "(void)0;"),
    // Right with the inputs of the workload, 48 numbers each.
    wrong: doing("", "if (n != 48) odd[1] = 2;"),
  });
});
afterAll(() => project.remove());

test("one input is tried however little time there is, on those too that are right where another is not", async () => {
  const executor = sample.executor();
  const { target, workload, session, instances } = sample;
  const sizes = { ...target, fuzz: { ...workload, values: { ...workload.values, n: 5 } } };
  const { fuzzed } = await verify({
    ...{ executor, session, target: sizes, workload, instances },
    candidates: sample.candidates(["base", "good", "wrong"]),
    oracle: null,
    thorough: false,
    fuzz: {
      source: inputSource(sizes, workload),
      plan: { inputs: 9, seed: 1, seconds: 0, replay: () => "", onInput: () => {} },
    },
    onVariant: () => {},
  });
  await executor.close();
  expect(fuzzed).toMatchObject({ inputs: 1 });
  expect([...(fuzzed?.problems.keys() ?? [])]).toEqual(["wrong"]);
});

test("nothing is drawn any more once the executor was closed", async () => {
  const executor = sample.executor();
  const { target, workload, session, instances } = sample;
  const source = inputSource(target, workload);
  let drawn = 0;
  let closed: Promise<void> | undefined;
  const proof = verify({
    ...{ executor, session, target, workload, instances },
    candidates: sample.candidates(["base", "good"]),
    oracle: null,
    thorough: false,
    fuzz: {
      source: {
        ...source,
        draw(seed) {
          drawn++;
          return source.draw(seed);
        },
      },
      plan: {
        inputs: 500,
        seed: 1,
        replay: () => "",
        onInput(done) {
          if (done === 3) closed = executor.close();
        },
      },
    },
    onVariant: () => {},
  });
  await expect(proof).rejects.toMatchObject({ problem: { code: "INTERRUPTED" } });
  await closed;
  // The one that meets the closed executor, and one more that fast-check draws before it looks whether to go on.
  expect(drawn).toBeLessThanOrEqual(5);
});

describe("an input that takes longer than simpler ones are given", () => {
  const HALVE = "for (size_t i = 0; i < n; i++) x[i] *= 0.5f;";
  const kernel = (body: string) =>
    `#include <time.h>\n#include <unistd.h>\nvoid kernel(float *x, size_t n) {\n` +
    `const struct timespec delay = {1, 300000000}; (void)delay;\n${HALVE}\n${body}\n}`;
  const SLEEP = "nanosleep(&delay, NULL);";
  const STUCK = "for (;;) pause();"; // takes no CPU from other tests
  const SOURCES = {
    base: kernel(""),
    // Slow where it is right, too.
    wrong: kernel(`if (n > 20) ${SLEEP} if (n > 30) x[0] += 1;`),
    slow: kernel(`if (n > 30) ${STUCK} if (n > 20) ${SLEEP}`),
  };
  const own = lastingProject();
  let problems: ReadonlyMap<string, { readonly code: string; readonly message: string }>;

  beforeAll(async () => {
    const signature = { kernel: { name: "kernel", args: { x: inout("f32", "n"), n: "usize" } } } as const;
    const x = { fill: "normal", mean: 0, sd: 1 } as const;
    const builds = Object.keys(SOURCES).map((name) => sampleVariant(name));
    const fuzzes = { values: { n: { generator: "integers", low: 0, high: 40 }, x } } as const;
    const target = sampleTarget(signature, builds, { fuzz: fuzzes, fuzzes: true });
    const workload = sampleWorkload({ n: 8, x }, { limits: { timeout: 2 } });
    const built = await nativeSample(own, target, workload, SOURCES);
    const executor = built.executor();
    const { fuzzed } = await verify({
      ...{ executor, session: built.session, target, workload, instances: built.instances },
      candidates: built.candidates(Object.keys(SOURCES)),
      oracle: null,
      thorough: false,
      fuzz: {
        source: inputSource(target, workload),
        plan: { inputs: 20, seed: 3, replay: () => "", onInput: () => {} },
      },
      onVariant: () => {},
    });
    await executor.close();
    problems = fuzzed?.problems ?? new Map();
  });
  afterAll(own.remove);

  const sizeIn = (name: string) => Number(/\bn = (\d+)/.exec(problems.get(name)?.message ?? "")?.[1]);

  test("is no hang where something else was wrong", () => {
    expect(problems.get("wrong")).toMatchObject({ code: "WRONG_OUTPUT" });
    expect(sizeIn("wrong")).toBeGreaterThan(30);
  });

  test("is a hang only if all the time declared is not enough", () => {
    expect(problems.get("slow")).toMatchObject({
      code: "VARIANT_HANGS",
      message: expect.stringContaining("no answer within 2 s"),
    });
    expect(sizeIn("slow")).toBeGreaterThan(30);
  });
});

import { afterAll, beforeAll, expect, test } from "vitest";
import { any } from "../index.js";
import type { Executor } from "../model/executor.js";
import type { OracleFunction } from "../model/target.js";
import { doing, misbehaviour, proof } from "../pipeline/testing/misbehaviour.js";
import type { NativeSample } from "../pipeline/testing/native.js";
import { lastingProject } from "../support/testing/project.js";

/** What is to be mended where variants and an oracle of its own contradict each other. */

const SOURCES = { base: doing(""), good: doing("", "(void)0;"), wrong: doing("", "y[5] += 1;") };
const project = lastingProject();
let sample: NativeSample;
let executor: Executor;
beforeAll(async () => {
  sample = await misbehaviour(project, SOURCES);
  executor = sample.executor();
});
afterAll(async () => {
  await executor.close();
  project.remove();
});

const times =
  (factor: number): OracleFunction =>
  ({ x }) => ({ y: (x as Float32Array).map((v) => factor * v) });
const ORACLE = "the oracle";
const VARIANT = "the variant";

test.each<[names: (keyof typeof SOURCES)[], factor: number, mends: (string | null)[]]>([
  [["base", "good"], 2.5, [ORACLE, ORACLE]],
  [["base", "good", "wrong"], 2.5, [VARIANT, VARIANT, VARIANT]],
  [["base"], 2.5, [VARIANT]],
  [["base", "wrong"], 2, [null, VARIANT]],
])("of %j, where %d times is due, is to be mended: %j", async (names, factor, mends) => {
  const parts = { oracle: times(factor), verify: { returns: any, cur: any, odd: any } };
  const { problems } = await proof(sample, executor, names, parts);
  const suspect = (mend = "") =>
    mend.startsWith(`All ${names.length} variants agree with one another, so that the oracle is the suspect`)
      ? ORACLE
      : mend.startsWith("Mend the variant;") && VARIANT;
  expect(names.map((name) => (problems.has(name) ? suspect(problems.get(name)?.mend) : null))).toEqual(mends);
});

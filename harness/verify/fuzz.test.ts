import { afterAll, beforeAll, expect, test } from "vitest";
import { doing, misbehaviour } from "../pipeline/testing/misbehaviour.js";
import type { NativeSample } from "../pipeline/testing/native.js";
import { inputSource } from "../plan/fuzz/source.js";
import { lastingProject } from "../support/testing/project.js";
import { verify } from "./index.js";

const project = lastingProject();
let sample: NativeSample;
beforeAll(async () => {
  sample = await misbehaviour(project, { base: doing(""), good: doing("", "(void)0;") });
});
afterAll(() => project.remove());

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

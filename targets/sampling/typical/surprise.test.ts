import { expect, test } from "vitest";
import { nucleus } from "../nucleus-verify.js";
import { softmaxOf } from "../softmax.js";
import { surprise } from "./surprise.js";

const scores = (...logits: number[]) => {
  const logit = new Float32Array(logits);
  const score = surprise(logit, softmaxOf(logit));
  return logits.map(score);
};

test("is the distance of −ln p from the entropy", () => {
  expect(scores(3, 3)).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
  // p = 3/4 and 1/4 on both sides of it.
  const entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
  const [likely, unlikely] = scores(Math.fround(Math.log(3)), 0);
  expect(likely).toBeCloseTo(entropy + Math.log(0.75), 6);
  expect(unlikely).toBeCloseTo(-Math.log(0.25) - entropy, 6);
  expect(scores(Math.fround(1e30), Math.fround(1e30), 0)[0]).toBeCloseTo(0, 12);
});

test("is the same for all probabilities that may count as 0", () => {
  const [likely, tiny, tinier, masked] = scores(0, -90, -1000, -Infinity);
  expect(likely).toBeCloseTo(0, 12);
  expect([tinier, masked]).toEqual([tiny, tiny]);
  expect(tiny).toBeCloseTo(87.3365, 3);
  expect(scores(-Infinity, -Infinity)).toEqual([tiny, tiny]);
});

test("candidates whose scores are close may change places, others may not", () => {
  const logit = new Float32Array([0, -4, -4.0001, -4.001]);
  const p = Float32Array.from(softmaxOf(logit));
  const array = (...order: number[]) => ({
    data: {
      id: Int32Array.from(order),
      logit: Float32Array.from(order, (i) => logit[i] as number),
      p: Float32Array.from(order, (i) => p[i] as number),
    },
    size: order.length,
    selected: -1,
    sorted: false,
  });
  const compare = nucleus(surprise, { p: 1e-4, mass: 1e-5, rank: 2e-4 });
  const inputs = { cur: array(0, 1, 2, 3), p: 0.98, min_keep: 4 };
  expect(compare(array(0, 1, 2, 3), array(0, 2, 1, 3), inputs)).toEqual([]);
  expect(compare(array(0, 1, 2, 3), array(0, 3, 2, 1), inputs)).toHaveLength(2);
});

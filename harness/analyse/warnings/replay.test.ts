import { expect, test } from "vitest";
import { epochOf, planOf, trialOf } from "../testing/trials.js";
import { found, normal } from "../testing/warned.js";

const noise = () => Math.exp(0.005 * normal());

/** What is said of three variants, of which the second is so many times as fast once it has learned its input. */
const replaying = (factor: number, time = 20_000) => {
  const trials = Array.from({ length: 5 }, () =>
    trialOf([epochOf(96, 3, () => time * noise())], {
      replay: {
        learned: {
          rotated: [time * noise(), time * noise(), time * noise()],
          replayed: [time * noise(), (time / factor) * noise(), time * noise()],
        },
        unseen: [],
        again: [],
      },
    }),
  );
  return found(trials, planOf(3, { roundsPerEpoch: 96 }))["replayed-and-rotated-differ"];
};

test("a variant that one input again and again favours is named", () => {
  expect(replaying(1.3)).toMatch(/that of "b" (29|30|31) % higher/);
  expect(replaying(1 / 1.3)).toMatch(/that of "b" (29|30|31) % lower/);
  expect(replaying(1.3)).not.toContain('"c"');
});

test("nothing is said of alike times, nor of operations as short as the clock's step", () => {
  expect(replaying(1)).toBeUndefined();
  expect(replaying(2, 100)).toBeUndefined();
});

import { expect, test } from "vitest";
import type { Replay } from "../../model/measurement.js";
import { epochOf, planOf, trialOf } from "../testing/trials.js";
import { found, normal } from "../testing/warned.js";

const plan = planOf(3, { epochs: 3, roundsPerEpoch: 96 });
const noise = () => Math.exp(0.005 * normal());

/** Five trials of three variants, of which the first takes `effect` more after the last. */
const trials = (effect: number, replay: () => Replay | null = () => null) =>
  Array.from({ length: 5 }, () =>
    trialOf(
      Array.from({ length: 3 }, () => {
        const epoch = epochOf(96, 3, () => 20_000 * noise());
        for (let i = 1; i < epoch.order.length; i++) {
          if (epoch.order[i] === 0 && epoch.order[i - 1] === 2) {
            const at = Math.floor(i / 3) * 3;
            epoch.samples[at] = (epoch.samples[at] as number) * (1 + effect);
          }
        }
        return epoch;
      }),
      { replay: replay() },
    ),
  );

test("a variant that is slower after another one is named with it", () => {
  expect(found(trials(0.03), plan)["neighbour-effect"]).toMatch(
    /"a" takes 1\.[345] % less after "b", "a" takes 1\.[345] % more after "c"/,
  );
});

test("nothing is said of equal times, nor of what stays within half the margin", () => {
  expect(found(trials(0), plan)).not.toHaveProperty("neighbour-effect");
  expect(found(trials(0.003), plan)).not.toHaveProperty("neighbour-effect");
});

const replaying = (factor: number, time = 20_000) =>
  found(
    trials(0, () => ({
      rotated: [time * noise(), time * noise(), time * noise()],
      replayed: [time * noise(), (time / factor) * noise(), time * noise()],
      unseen: [],
      again: [],
    })),
    plan,
  )["replayed-and-rotated-differ"];

test("a variant that one input again and again favours is named", () => {
  expect(replaying(1.3)).toMatch(/that of "b" (29|30|31) % higher/);
  expect(replaying(1 / 1.3)).toMatch(/that of "b" (29|30|31) % lower/);
  expect(replaying(1.3)).not.toContain('"c"');
});

test("nothing is said of alike times, nor of operations as short as the clock's step", () => {
  expect(replaying(1)).toBeUndefined();
  expect(replaying(2, 100)).toBeUndefined();
});

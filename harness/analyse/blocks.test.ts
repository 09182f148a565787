import { describe, expect, test } from "vitest";
import { sieve } from "./blocks.js";
import { draws, epochOf, planOf, trialOf } from "./testing/trials.js";

const ROUNDS = 60;
const plan = planOf(2, { epochs: 2, roundsPerEpoch: ROUNDS });
const quietEpoch = () => epochOf(ROUNDS, 2, (round) => 20_000 + (round % 7));
const quietTrial = () => trialOf([quietEpoch(), quietEpoch()]);
/** Rounds from `from` on take 1.4 times as long, the probe before each block of 12 too. */
const spell = (from: number, to = ROUNDS) => {
  const slow = (round: number) => round >= from && round < to;
  return epochOf(
    ROUNDS,
    2,
    (round) => (slow(round) ? 28_000 : 20_000) + (round % 7),
    (block) => (slow(12 * block) ? 1400 : 1000),
  );
};
const kept = (found: ReturnType<typeof sieve>) =>
  found.kept.map((trial) => trial.map((columns) => columns[0]?.length));

describe("slow blocks", () => {
  test("nothing is cut from quiet trials", () => {
    const found = sieve(plan, [quietTrial(), quietTrial(), quietTrial()]);
    expect(found.share).toBe(1);
    expect(found.kept).toEqual(found.all);
  });

  test("a spell is cut at block borders", () => {
    const trials = [quietTrial(), trialOf([spell(12, 24), quietEpoch()]), quietTrial()];
    const found = sieve(plan, trials);
    expect(kept(found)).toEqual([
      [60, 60],
      [48, 60],
      [60, 60],
    ]);
    expect(Math.max(...(found.kept[1]?.[0]?.[1] ?? []))).toBeLessThan(21_000);
    expect(found.shares[1]).toBeCloseTo(108 / 120, 12);
    expect(
      found.blocks.filter((b) => b.slow).map(({ trial, epoch, from, to }) => ({ trial, epoch, from, to })),
    ).toEqual([{ trial: 1, epoch: 0, from: 12, to: 24 }]);
  });

  test("an epoch with fewer than 24 rounds left is dropped, one with 24 is not", () => {
    const found = sieve(plan, [quietTrial(), trialOf([spell(12), spell(24)]), quietTrial()]);
    expect(kept(found)[1]).toEqual([24]);
    expect(found.shares[1]).toBeCloseTo(24 / 120, 12);
  });

  test("a trial that was slow throughout has nothing left", () => {
    const found = sieve(plan, [quietTrial(), trialOf([spell(0), spell(0)]), quietTrial(), quietTrial()]);
    expect(kept(found)[1]).toEqual([]);
    expect(found.applied).toBe(true);
    expect(found.shares).toEqual([1, 0, 1, 1]);
  });

  test("with fewer than three trials left everything is used, and the share still told", () => {
    const slow = () => trialOf([spell(0), spell(0)]);
    const found = sieve(plan, [quietTrial(), slow(), slow(), slow(), quietTrial()]);
    expect(found.applied).toBe(false);
    expect(found.kept).toEqual(found.all);
    expect(found.share).toBeCloseTo(2 / 5, 12);
  });

  const own = (probe: number) =>
    epochOf(
      ROUNDS,
      2,
      (round, v) => (v === 1 && round >= 36 ? 1.6 : 1) * 20_000,
      (block) => (block >= 3 ? probe : 1000),
    );

  test("a variant's own slowness stays: it belongs to its ratio", () => {
    expect(sieve(plan, [quietTrial(), quietTrial(), trialOf([own(1000), quietEpoch()])]).share).toBe(1);
  });

  test("unless the probe was slow too", () => {
    const found = sieve(plan, [quietTrial(), quietTrial(), trialOf([own(1200), quietEpoch()])]);
    expect(found.shares[2]).toBeCloseTo(96 / 120, 12);
  });

  test("what is slow most of the time, and the probe was not, is the kernels' own", () => {
    const slow = (probe: number) =>
      trialOf(
        Array.from({ length: 2 }, () =>
          epochOf(
            ROUNDS,
            2,
            () => 28_000,
            () => probe,
          ),
        ),
      );
    const share = (probe: number) =>
      sieve(plan, [quietTrial(), quietTrial(), quietTrial(), ...Array.from({ length: 5 }, () => slow(probe))])
        .share;
    expect(share(1000)).toBe(1);
    expect(share(1300)).toBeCloseTo(3 / 8, 12);
  });
});

describe("slow kernels", () => {
  test("epochs planned with fewer than 24 rounds are not filtered, however they vary", () => {
    const seconds = planOf(2, { epochs: 1, roundsPerEpoch: 3 });
    const trials = [1, 1, 1.5, 2, 1].map((factor) => trialOf([epochOf(3, 2, () => factor * 1e9)]));
    const found = sieve(seconds, trials);
    expect(found.share).toBe(1);
    expect(kept(found)).toEqual([[3], [3], [3], [3], [3]]);
  });

  test("an epoch that the budget cut short is dropped where others are long", () => {
    const found = sieve(plan, [
      quietTrial(),
      quietTrial(),
      trialOf([quietEpoch(), epochOf(5, 2, () => 20_000)]),
    ]);
    expect(kept(found)[2]).toEqual([60]);
  });
});

test("the last block takes the rounds that fill no other", () => {
  const found = sieve(planOf(2, { roundsPerEpoch: 47 }), [trialOf([epochOf(47, 2, () => 20_000)])]);
  expect(found.blocks.map((b) => [b.from, b.to])).toEqual([
    [0, 12],
    [12, 24],
    [24, 47],
  ]);
});

test("plain noise is not taken for slowness", () => {
  const { normal } = draws(3);
  const noisy = () => epochOf(168, 2, (_, v) => 20_000 * Math.exp((v === 0 ? 0.3 : 0.01) * normal()));
  const trials = Array.from({ length: 5 }, () => trialOf([noisy(), noisy(), noisy()]));
  expect(sieve(planOf(2, { roundsPerEpoch: 168 }), trials).share).toBeGreaterThan(0.99);
});

test("samples of zero do not upset the levels", () => {
  const found = sieve(plan, [trialOf([epochOf(ROUNDS, 2, () => 0)])]);
  expect(found.share).toBe(1);
  expect(found.blocks[0]?.level).toBeCloseTo(Math.log(5), 12);
});

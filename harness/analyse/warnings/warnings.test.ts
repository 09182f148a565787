import { describe, expect, test } from "vitest";
import { draws, NOISY, simulate } from "../testing/trials.js";
import { found, normal, plan, quiet, trials } from "../testing/warned.js";

test("quiet trials raise none", () => expect(found(quiet())).toEqual({}));

test("noise raises few: at most one comparison in a hundred warns of drift, modes or correlation", () => {
  const draw = draws(5);
  let count = 0;
  for (let run = 0; run < 100; run++) {
    const codes = Object.keys(found(simulate(plan, [20_000, 19_000], { ...NOISY, sample: 0.05 }, draw)));
    if (codes.some((code) => ["warm-up-drift", "modes", "autocorrelated"].includes(code))) count++;
  }
  expect(count).toBeLessThanOrEqual(1);
});

describe("timer-coarse", () => {
  test("tells the clock's part in the ratio", () => {
    const codes = found(trials(() => 600));
    expect(codes["timer-coarse"]).toMatch(/±1\.[67] % in the ratio of "b"/);
    expect(codes["timer-coarse"]).toContain("The clock's step of 10 ns");
  });
  test("is silent about 20 us, or as much by batches or groups", () => {
    expect(found(quiet())).not.toHaveProperty("timer-coarse");
    expect(
      found(
        trials(() => 600),
        { ...plan, batch: [40, 40] },
      ),
    ).not.toHaveProperty("timer-coarse");
    expect(
      found(
        trials(() => 600),
        { ...plan, group: [40, 40] },
      ),
    ).not.toHaveProperty("timer-coarse");
  });
  test("counts samples that read zero", () => {
    const zeros = trials((round, v) => (v === 1 && round === 7 ? 0 : 20_000));
    expect(found(zeros)["timer-coarse"]).toContain('15 samples of "b" read as zero');
    expect(found(zeros, { ...plan, group: [1, 2] })).not.toHaveProperty("timer-coarse");
  });
});

describe("call-overhead", () => {
  test("from a tenth of an operation on", () => {
    expect(found(quiet({ emptyCalls: [1900, 1900] }))).toEqual({});
    expect(found(quiet({ emptyCalls: [3000, 3000] }))["call-overhead"]).toContain(
      '3 us is 15 % of "a", 3 us is 15 % of "b"',
    );
  });
  test("names what may do nothing", () => {
    const codes = found(trials((_, v) => (v === 0 ? 20_000 : 3000), { emptyCalls: [3000, 3000] }));
    expect(codes["no-slower-than-empty"]).toContain('perhaps doing nothing: "b" (3 us)');
    expect(codes["call-overhead"]).toContain('15 % of "a".');
  });
});

describe("kept-share-low", () => {
  const slow = (round: number) => (round >= 36 ? 30_000 : 20_000);
  test("with what the probe saw", () => {
    const message = found(trials(slow, {}, (block) => (block >= 3 ? 1500 : 1000)))["kept-share-low"];
    expect(message).toContain("Only 38 % of the rounds");
    expect(message).toContain("slow too in 100 % of the slow blocks");
  });
  test("not when the kernels alone are slow most of the time", () => {
    expect(found(trials(slow))).not.toHaveProperty("kept-share-low");
  });
  test("when so little is left that everything is used", () => {
    const slowTrials = trials(
      () => 30_000,
      {},
      () => 1500,
    ).slice(0, 3);
    const message = found([...quiet().slice(0, 2), ...slowTrials])["kept-share-low"];
    expect(message).toMatch(/none in 3 trials.* slow ones count too/);
  });
});

describe("modes", () => {
  test("of a variant's own, although the filter cuts them", () => {
    const message = found(trials((round, v) => (v === 1 && round >= 60 ? 30_000 : 20_000))).modes;
    expect(message).toMatch(/"b" 20 us \(6\d %\), 30(\.\d)? us \(3\d %\)/);
    expect(message).not.toContain('"a"');
  });
  test("not those of the machine: all variants slow, or the probe", () => {
    expect(found(trials((round) => (round >= 60 ? 30_000 : 20_000)))).not.toHaveProperty("modes");
    const probed = trials(
      (round, v) => (v === 1 && round >= 60 ? 30_000 : 20_000),
      {},
      (block) => (block >= 5 ? 1500 : 1000),
    );
    expect(found(probed)).not.toHaveProperty("modes");
  });
});

describe("warm-up-drift", () => {
  test("within epochs", () => {
    const message = found(trials((round) => 20_000 * (1 + 0.05 * Math.exp(-round / 30))))["warm-up-drift"];
    expect(message).toMatch(/"a" by −[23](\.\d)? % within epochs/);
  });
  test("from epoch to epoch", () => {
    const message = found(trials((_, v, e) => 20_000 * (v === 1 ? 1 + 0.02 * e : 1)))["warm-up-drift"];
    expect(message).toMatch(/"b" by \+[34](\.\d)? % from first to last epoch/);
    expect(message).not.toContain('"a"');
  });
  test("not what stays within the margin", () => {
    expect(found(trials((round) => 20_000 * (1 + 0.00005 * round)))).not.toHaveProperty("warm-up-drift");
  });
});

describe("autocorrelated", () => {
  /** Normal deviates with correlation `rho` from one to the next. */
  const chain = (rho: number) => {
    let state = 0;
    return () => {
      state = rho * state + Math.sqrt(1 - rho * rho) * normal();
      return state;
    };
  };
  test.each([
    [0.6, true],
    [0.1, false],
    [-0.6, true],
  ])("a correlation of %f: %s", (rho, warned) => {
    const next = chain(rho);
    const codes = found(trials((_, v) => 20_000 * (v === 1 ? Math.exp(0.02 * next()) : 1)));
    expect("autocorrelated" in codes).toBe(warned);
    if (warned) expect(codes.autocorrelated).toMatch(new RegExp(`"b" ${rho < 0 ? "-" : ""}0\\.[4-7]`));
  });
});

describe("trials-disagree", () => {
  test("by more than their epochs explain", () => {
    const message = found(trials((_, v, __, t) => (v === 1 && t === 2 ? 20_600 : 20_000)))["trials-disagree"];
    expect(message).toMatch(/"b" by up to (3|2\.9|3\.1) %/);
  });
  test("not when epochs differ as much", () => {
    const wild = trials((_, v, e, t) => (v === 1 ? 20_000 * (1 + 0.03 * Math.sin(7 * e + 3 * t)) : 20_000));
    expect(found(wild)).not.toHaveProperty("trials-disagree");
  });
});

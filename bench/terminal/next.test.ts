import { describe, expect, test } from "vitest";
import type { Result } from "../../harness/model/record.js";
import { renderNext } from "./next.js";
import { result, style, variant } from "./testing/contest.js";

const next = (results: Result[], rest = {}, missed = false): string =>
  renderNext(results, { recorded: results.length, partial: false, portable: null, ...rest }, missed, style);

test.each([
  ["the published change is the best already", [result("ordered")], "bench list"],
  ["best in one workload only", [result("ordered", { best: "tail" }), result("shuffled")], "bench list"],
  [
    "a wrong variant comes before everything",
    [
      result("ordered", {
        variants: { scan: variant(null), map: variant(null, "invalid"), x: variant("inconclusive") },
      }),
    ],
    "bench run 4.2  (when it is mended)",
  ],
])("when %s", (_name, results, command) => {
  expect(next(results)).toBe(`next: ${command}`);
});

test("nothing after nothing", () => {
  expect(next([])).toBe("");
});

describe("where nothing could run", () => {
  const idle = (state: "built" | "skipped", target = "4.2") =>
    result("ordered", { target, best: null, variants: { scan: variant(null, state) } });

  test("for want of a device, a bundle goes where one is", () => {
    const ids = "4.2 G.1";
    expect(next([idle("built"), idle("built"), idle("built", "G.1"), idle("skipped", "G.2")])).toBe(
      `next: bench bundle ${ids}  (for a machine that has what is missing here; or there: bench run ${ids})`,
    );
  });

  test("for want of a CPU feature, or in a bundle, it has to run elsewhere", () => {
    const there = "bench run 4.2  (on a machine that has what is missing here)";
    expect(next([idle("skipped")])).toBe(`next: ${there}`);
    expect(next([idle("built")], { portable: "/b/records.json" })).toBe(`next: ./${there}`);
  });
});

test("in a bundle nothing is promoted, and commands are its own", () => {
  const portable = { portable: "/b/records.json" };
  const best = [result("ordered", { best: "tail" }), result("shuffled", { best: "tail" })];
  expect(next(best, portable)).toBe("");
  const variants = { scan: variant(null), map: variant(null, "invalid") };
  expect(next([result("ordered", { variants })], portable)).toBe(
    "next: ./bench run 4.2  (when it is mended)",
  );
});

describe("no promotion is suggested", () => {
  const best = [result("ordered", { best: "tail" }), result("shuffled", { best: "tail" })];
  const tied = { scan: variant(null), map: variant("faster"), tail: variant("faster") };
  test.each([
    ["of what was not recorded", best, { recorded: 0 }],
    ["after a part of the variants or workloads", best, { partial: true }],
    ["of one that is not told apart", [result("ordered", { best: "tail", variants: tied })], {}],
  ])("%s", (_name, results, how) => {
    expect(next(results, how)).not.toContain("bench promote");
  });

  test("elsewhere it is", () => {
    expect(next(best)).toBe("next: bench promote 4.2 tail  (tail becomes its row of tracking.md)");
  });
});

describe("a verdict that is open", () => {
  const inconclusive = (low: number, estimate: number, high: number, rest: Partial<Result> = {}): Result => {
    const map = { ...variant("inconclusive"), ratio: { estimate, low, high, confidence: 0.95 } };
    return result("ordered", { best: null, variants: { scan: variant(null), map }, ...rest });
  };

  test("a precision below the distance to the nearer boundary", () => {
    // 1 % ± 2 %: a fifth less than the way from 0 to the margin.
    expect(next([inconclusive(0.98, 1, 1.0204)])).toBe(
      "next: bench run 4.2 --precision 0.79 --trials 11  (with --budget raised in proportion)",
    );
    expect(next([inconclusive(0.993, 1.002, 1.011)])).toBe("next: bench run 4.2 --precision 0.63");
    expect(next([inconclusive(1 / 1.011, 1 / 1.002, 1 / 0.993)])).toBe(
      "next: bench run 4.2 --precision 0.63",
    );
  });

  test("never more than what was reached, whatever the margin", () => {
    // Reached ±0.3 %, 0.1 % from the margin: what just did not settle it (0.5 %) is not proposed again.
    const precision = /--precision (\S+)/.exec(next([inconclusive(1.006, 1.009, 1.012)]))?.[1];
    expect(Number(precision)).toBeLessThan(0.1);
    expect(Number(precision)).toBeGreaterThan(0.05);
  });

  test("the narrowest of a target's workloads, and of a target that can be settled", () => {
    const near = inconclusive(1.006, 1.00994, 1.014, { target: "1.1" });
    const wide = inconclusive(0.993, 1.002, 1.011);
    const wider = inconclusive(0.993, 1.003, 1.013);
    expect(next([near, wide, { ...wider, workload: "shuffled" }])).toBe(
      "next: bench run 4.2 --precision 0.55 --trials 6  (with --budget raised in proportion)",
    );
  });

  test("on the margin no number of trials is proposed", () => {
    expect(next([inconclusive(1.006, 1.00995, 1.014)])).toBe(
      "next: leave 4.2 ordered as it is: map seems to lie on the margin of 1 %, and then no reasonable number of " +
        "trials tells on which side. By a limits.margin below 0.6 % it is faster, by one above 1.4 % it is equivalent.",
    );
    expect(next([inconclusive(1 / 1.014, 1 / 1.01, 1 / 1.006)])).toContain("below 0.6 % it is slower");
    expect(next([inconclusive(0.998, 1.01, 1.0221)])).toMatch(
      /limits\.margin above 2\.3 % it is equivalent\.$/,
    );
  });

  test("a verdict that was withheld is not a matter of precision", () => {
    const warnings = [{ code: "verdict-withheld", message: "Other programs ran: no verdict." }];
    expect(next([inconclusive(0.993, 1.002, 1.011, { warnings })])).toBe("");
    // Within the margin, and yet no verdict: the call hides both kernels.
    expect(next([inconclusive(0.999, 1, 1.001)])).toBe("");
  });

  test("nothing where a missed precision has been told", () => {
    expect(next([inconclusive(0.993, 1.002, 1.011)], {}, true)).toBe("");
  });
});

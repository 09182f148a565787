import { describe, expect, test } from "vitest";
import {
  sampleInterval,
  sampleMeasured,
  sampleRecord,
  sampleUnmeasured,
} from "../support/testing/records.js";
import type { Verdict } from "./analysis.js";
import { claimed, outcomeOf } from "./outcome.js";
import type { MeasurementRecord } from "./record.js";

const of = (figures: object) => claimed({ unit: "us", source: "a paper", ...figures });
const asked = { optimized: "multiply", stale: false };
const found = (low: number, high: number, verdict: Verdict, parts: Partial<MeasurementRecord> = {}) =>
  sampleRecord({
    variants: {
      divide: sampleMeasured(58),
      multiply: sampleMeasured(49, sampleInterval(low, (low + high) / 2, high), verdict),
    },
    ...parts,
  });

describe("what was published", () => {
  test.each([
    ["two whole times", { baseline: 58, optimized: 49 }, 58 / 49, 57.5 / 49.5, 58.5 / 48.5],
    ["times to unlike places", { baseline: 3.1, optimized: 0.78 }, 3.1 / 0.78, 3.05 / 0.785, 3.15 / 0.775],
    ["a speedup of three digits", { speedup: 1.05 }, 1.05, 1.045, 1.055],
    ["a speedup that beats its own times", { baseline: 9, optimized: 1, speedup: 1.2 }, 1.2, 1.15, 1.25],
    ["a large and a tiny time", { baseline: 1e21, optimized: 1e-7 }, 1e28, 0.5e21 / 1.5e-7, 1.5e21 / 0.5e-7],
  ])("%s", (_, figures, speedup, low, high) => {
    const claim = of(figures);
    expect(claim?.speedup).toBeCloseTo(speedup, 9);
    expect((claim?.low ?? 0) / low).toBeCloseTo(1, 9);
    expect((claim?.high ?? 0) / high).toBeCloseTo(1, 9);
  });

  test("one time is no gain", () => {
    expect(of({ baseline: 58 })).toBeNull();
    expect(of({ optimized: 49 })).toBeNull();
  });
});

describe("what became of it here", () => {
  test.each<[string, object, [number, number, Verdict], string]>([
    ["reaches the published speedup", { speedup: 1.5 }, [1.3, 1.5, "faster"], "reproduced"],
    ["exceeds it", { speedup: 1.5 }, [2.5, 2.6, "faster"], "reproduced"],
    ["reaches what 1.5 may be rounded from", { speedup: 1.5 }, [1.4, 1.45, "faster"], "reproduced"],
    ["stays below that", { speedup: 1.5 }, [1.4, 1.449, "faster"], "smaller"],
    ["reaches what 58 → 49 may be", { baseline: 58, optimized: 49 }, [1.16, 1.165, "faster"], "reproduced"],
    ["stays below it", { baseline: 58, optimized: 49 }, [1.14, 1.16, "faster"], "smaller"],
    ["makes no difference", { speedup: 1.5 }, [0.995, 1.005, "equivalent"], "not reproduced"],
    ["is slower", { speedup: 1.5 }, [0.8, 0.9, "slower"], "reversed"],
    ["is slower, as published", { speedup: 0.8 }, [0.7, 0.75, "slower"], "reproduced"],
    ["is slower by less than published", { speedup: 0.8 }, [0.9, 0.95, "slower"], "smaller"],
    ["is faster, a loss being published", { speedup: 0.8 }, [1.1, 1.2, "faster"], "reversed"],
    ["makes no difference, a loss being published", { speedup: 0.8 }, [1, 1, "equivalent"], "not reproduced"],
    ["makes no difference, as published", { speedup: 1 }, [1, 1, "equivalent"], "reproduced"],
    ["makes one, none being published", { speedup: 1 }, [1.1, 1.2, "faster"], "not reproduced"],
  ])("%s", (_, figures, interval, outcome) => {
    expect(outcomeOf(of(figures), found(...interval), asked)).toEqual({ outcome, reason: null });
  });

  const faster = found(1.9, 2, "faster");
  const gone = { ...faster, variants: { multiply: sampleUnmeasured("invalid", null) } };
  test.each([
    ["inconclusive", of({ speedup: 2 }), found(0.9, 2, "inconclusive"), asked],
    ["STALE", of({ speedup: 2 }), faster, { ...asked, stale: true }],
    ["not measured", of({ speedup: 2 }), null, asked],
    ["not measured", of({ speedup: 2 }), faster, { ...asked, optimized: "reciprocal" }],
    ["invalid", of({ speedup: 2 }), gone, asked],
    ["only 3 of 5 trials", of({ speedup: 2 }), { ...faster, trials: 3 }, asked],
    ["no speedup was published", of({ baseline: 58 }), faster, asked],
    [
      "no variant is named as the published change",
      of({ speedup: 2 }),
      faster,
      { ...asked, optimized: undefined },
    ],
  ])("is open: %s", (reason, claim, record, parts) => {
    expect(outcomeOf(claim, record, parts)).toEqual({ outcome: "open", reason });
  });
});

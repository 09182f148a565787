import type { MeasurementRecord, VariantResult } from "./record.js";
import { MIN_TRIALS, type Published } from "./target.js";

/** What became of a published gain where the same change was measured here, and what each word means. */
export const OUTCOMES = {
  reproduced: "faster here, and the interval's upper end reaches the published speedup, or exceeds it",
  smaller: "faster here, but the whole interval lies below the published speedup",
  "not reproduced": "equivalent here: the whole interval lies within the margin around 1",
  reversed: "slower here",
  open: "nothing is settled: the reason is in brackets",
} as const;

export interface Outcome {
  readonly outcome: keyof typeof OUTCOMES;
  /** Why it is open; null otherwise. */
  readonly reason: string | null;
}

/** A published speedup, and the least and the most that its rounded figures may stand for. */
export interface Claimed {
  readonly speedup: number;
  readonly low: number;
  readonly high: number;
}

/** As given, or the quotient of the published times; null where neither is. */
export function claimed({ baseline, optimized, speedup }: Published): Claimed | null {
  if (speedup !== undefined) {
    const off = rounding(speedup);
    return { speedup, low: speedup - off, high: speedup + off };
  }
  if (baseline === undefined || optimized === undefined) return null;
  const [before, after] = [rounding(baseline), rounding(optimized)];
  return {
    speedup: baseline / optimized,
    low: (baseline - before) / (optimized + after),
    high: (baseline + before) / (optimized - after),
  };
}

/** Half a unit of the last digit: 0.5 of 58, 0.005 of 1.05. Zeros at the end are lost: 1.20 is 1.2. */
function rounding(figure: number): number {
  const [digits = "", exponent = "0"] = String(figure).split("e");
  const places = (digits.split(".")[1] ?? "").length - Number(exponent);
  return 0.5 * 10 ** -places;
}

/**
 * Holds what `optimized` did in a fresh record against what was published. Of a published loss (a speedup
 * below 1) the same is said with slower and faster exchanged; one of exactly 1 is reproduced by `equivalent`,
 * and not by a difference.
 */
export function outcomeOf(
  published: Claimed | null,
  record: Pick<MeasurementRecord, "trials" | "variants"> | null,
  { optimized, stale }: { readonly optimized: string | undefined; readonly stale: boolean },
): Outcome {
  const open = (reason: string): Outcome => ({ outcome: "open", reason });
  if (published === null) return open("no speedup was published");
  if (optimized === undefined) return open("no variant is named as the published change");
  if (record === null) return open("not measured");
  if (stale) return open("STALE");
  const result = record.variants[optimized];
  if (result?.state !== "measured") return open(result?.state ?? "not measured");
  if (record.trials < MIN_TRIALS) return open(`only ${record.trials} of ${MIN_TRIALS} trials`);
  return settled(published, result) ?? open("inconclusive");
}

/** Null unless the verdict settles it. */
function settled(published: Claimed, { ratio, verdict }: VariantResult): Outcome | null {
  if (ratio === null || verdict === null || verdict === "inconclusive") return null;
  const gain = published.speedup > 1;
  const told = (outcome: Outcome["outcome"]): Outcome => ({ outcome, reason: null });
  if (published.speedup === 1) return told(verdict === "equivalent" ? "reproduced" : "not reproduced");
  if (verdict === "equivalent") return told("not reproduced");
  if (verdict !== (gain ? "faster" : "slower")) return told("reversed");
  const reached = gain ? ratio.high >= published.low : ratio.low <= published.high;
  return told(reached ? "reproduced" : "smaller");
}

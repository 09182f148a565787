import quantile from "@stdlib/stats-base-dists-t-quantile";
import { sampleStandardDeviation } from "simple-statistics";
import type { Analysis, VariantAnalysis } from "../model/analysis.js";

/**
 * The two-stage design: stage one is a fixed number of trials; where it does not resolve, stage two is fresh trials,
 * their number fixed from stage one's spread, and it alone decides. Each stage may err with α/2, so that looking twice
 * does not make wrong verdicts likelier (Bonferroni, as over several variants).
 */

/** How often the design looks at data and decides. */
export const LOOKS = 2;
/** Of all intervals of both looks together. */
const CONFIDENCE = 0.95;
/** Stage two may cost this many times what stage one did. */
const STAGE_TWO_FACTOR = 3;
export interface StageOptions {
  readonly margin: number;
  /** Largest half-width wanted of every interval, relative; absent: a verdict is enough. */
  readonly precision?: number | undefined;
  /** Trials of stage one. */
  readonly trials: number;
}

/**
 * Stein (1945), "A two-sample test for a linear hypothesis whose power is independent of the variance": n = (t s ÷ h)²
 * observations reach the half-width h, with t for as many as the spread s was estimated from.
 */
export const steinSize = (t: number, spread: number, halfWidth: number): number =>
  Math.ceil(((t * spread) / halfWidth) ** 2);

/**
 * Trials of stage two, or 0 when stage one settled everything, or when the allowance is too small to settle it: an
 * asked-for precision is always tried for, a verdict only where it is within reach.
 */
export function stageTwoTrials(analysis: Analysis, { margin, precision, trials }: StageOptions): number {
  const allowance = trials * STAGE_TWO_FACTOR;
  const comparisons = (Object.keys(analysis.variants).length - 1) * LOOKS;
  const t = (n: number) => quantile(1 - (1 - CONFIDENCE) / (2 * comparisons), n - 1);
  const needs = Object.entries(analysis.variants).map(([name, variant]) => {
    const { ratio } = variant;
    if (ratio === null) return 0;
    const ratios = analysis.trials.flatMap((trial) => trial.variants[name]?.log_ratio ?? []);
    if (ratios.length < 2) return 0;
    const spread = sampleStandardDeviation(ratios);
    const trialsFor = (halfWidth: number) => steinSize(t(ratios.length), spread, halfWidth);
    const asked = precision !== undefined && Math.log(ratio.high / ratio.low) / 2 > precision;
    if (asked) return Math.min(allowance, trialsFor(precision));
    if (variant.verdict !== "inconclusive") return 0;
    // More trials show nothing that the call hides, and leave the CPU to whoever else runs on it.
    if (variant.withheld === "hidden" || variant.withheld === "overrun") return 0;
    const needed = trialsFor(distanceToBoundary(variant, margin));
    return needed <= allowance ? needed : 0;
  });
  const most = Math.max(0, ...needs);
  return most === 0 ? 0 : Math.max(trials, most);
}

/** From the estimate to the nearest boundary between verdicts, on the logarithmic scale. */
function distanceToBoundary({ ratio }: VariantAnalysis, margin: number): number {
  const boundary = Math.log1p(margin);
  return Math.abs(Math.abs(Math.log(ratio?.estimate ?? 1)) - boundary);
}

import tQuantile from "@stdlib/stats-base-dists-t-quantile";
import { sampleStandardDeviation } from "simple-statistics";
import type { Evidence } from "./evidence.js";

const CONFIDENCE = 0.95;

/**
 * Variants whose trials differ so much that a 95 % interval of one ratio (Student's t) is wider than the margin to each
 * side. Causes that pairing usually takes away are worth a warning only then.
 */
export function doubtful({ plan, estimates, margin }: Evidence): string[] {
  return plan.variants.filter((_, v) => {
    const ratios = (estimates[v]?.trials ?? []).filter((ratio) => ratio !== null);
    const n = ratios.length;
    if (n < 2) return false;
    const t = tQuantile(1 - (1 - CONFIDENCE) / 2, n - 1);
    return (t * sampleStandardDeviation(ratios)) / Math.sqrt(n) > Math.log1p(margin);
  });
}

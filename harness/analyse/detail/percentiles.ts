import { quantileSorted } from "simple-statistics";
import type { Percentiles } from "../../model/detail.js";

/** Of ascending samples, at least one; in their unit. */
export function percentiles(sorted: Float64Array): Percentiles {
  const at = (p: number) => quantileSorted(sorted as unknown as readonly number[], p);
  return {
    min: at(0),
    p1: at(0.01),
    p5: at(0.05),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  };
}

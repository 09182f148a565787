import { mean, quantileSorted, sampleStandardDeviation } from "simple-statistics";
import type { Times } from "../model/analysis.js";
import { concatenate, median } from "./samples.js";

/**
 * Times of one variant from its samples by trial, nanoseconds per operation: at least one trial, each with at least
 * one sample. The deviation over a single trial is given as 0.
 */
export function summarise(trials: readonly Float64Array[]): Times {
  const medians = trials.map(median);
  const sorted = concatenate(trials).sort() as unknown as readonly number[];
  return {
    mean: mean(medians),
    stddev: medians.length > 1 ? sampleStandardDeviation(medians) : 0,
    median: quantileSorted(sorted, 0.5),
    p95: quantileSorted(sorted, 0.95),
    min: quantileSorted(sorted, 0),
  };
}

import { mean, sampleStandardDeviation } from "simple-statistics";
import type { Times } from "../model/analysis.js";
import { concatenate, median, quantiles } from "./samples.js";

/**
 * Times of one variant from its samples by trial, nanoseconds per operation: at least one trial, each with at least
 * one sample. The deviation over a single trial is given as 0.
 */
export function summarise(trials: readonly Float64Array[]): Times {
  const medians = trials.map(median);
  const [middle = 0, p95 = 0, min = 0] = quantiles(concatenate(trials), [0.5, 0.95, 0]);
  return {
    mean: mean(medians),
    stddev: medians.length > 1 ? sampleStandardDeviation(medians) : 0,
    median: middle,
    p95,
    min,
  };
}

import { median, quantile, sum } from "simple-statistics";
import type { PeerSeries } from "../../harness/model/peers.js";
import { AGGREGATES, type Times } from "./google.js";

/** What one process of a tool yielded for one pair of copies. */
export interface GoogleComparison {
  readonly a: Times;
  readonly b: Times;
  readonly seconds: number;
}

/** At least one comparison; ratios of equal kernels. */
export function series(
  tool: PeerSeries["tool"],
  method: string,
  comparisons: readonly { readonly ratio: number; readonly seconds: number }[],
): PeerSeries {
  const ratios = comparisons.map(({ ratio }) => ratio);
  const seconds = comparisons.map((one) => one.seconds);
  const errors = ratios.map((ratio) => Math.abs(ratio - 1));
  return {
    tool,
    method,
    ratios,
    error: { p50: quantile(errors, 0.5), p95: quantile(errors, 0.95), max: Math.max(...errors) },
    seconds: { p50: median(seconds), total: sum(seconds) },
  };
}

/**
 * Google Benchmark at its best: of its aggregates, the one with the smallest 95th percentile of error. Chosen with
 * hindsight, which favours it. Manual times have no CPU time of their own.
 */
export function bestOfGoogle(how: string, comparisons: readonly GoogleComparison[]): PeerSeries {
  const all = Object.entries(AGGREGATES)
    .filter(([name]) => how !== "manual time" || name.endsWith("real time"))
    .map(([name, aggregate]) =>
      series(
        "Google Benchmark",
        `${how}, ${name}`,
        comparisons.map(({ a, b, seconds }) => ({ ratio: aggregate(a) / aggregate(b), seconds })),
      ),
    );
  return all.reduce((best, one) => (one.error.p95 < best.error.p95 ? one : best));
}

/**
 * The next minimum time of a repetition, so that in the end one tool has had as many seconds as the other: what it
 * counts leaves out pauses and its own overhead. Both lists are of wall-clock seconds so far, at least one each.
 */
export function nextMinTime(minTime: number, own: readonly number[], google: readonly number[]): number {
  const usual = median([...own]);
  const behind = sum([...own]) - sum([...google]);
  const wanted = within(usual / 2, usual + behind, usual * 2);
  return minTime * within(0.25, wanted / (google.at(-1) as number), 4);
}

const within = (low: number, value: number, high: number): number => Math.max(low, Math.min(high, value));

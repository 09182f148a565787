import type { Analysis } from "../model/analysis.js";
import type { Problem, Warning } from "../model/problem.js";
import type { Result, VariantResult } from "../model/record.js";
import type { TargetSummary } from "../model/target.js";

/** What became of one variant before the analysis. */
export type Fate =
  | { readonly state: "measured"; readonly artifact: string }
  | {
      readonly state: "skipped" | "built" | "invalid" | "failed";
      readonly problem: Problem;
      readonly artifact?: string | undefined;
    };

/** Of one operation, where declared. */
export interface Costs {
  readonly bytes?: number | undefined;
  readonly flops?: number | undefined;
  readonly items?: number | undefined;
}

export interface Outcome {
  readonly target: TargetSummary;
  readonly workload: string;
  readonly margin: number;
  /** In the order of the declaration. */
  readonly fates: ReadonlyMap<string, Fate>;
  /** Null when nothing could be measured. */
  readonly analysis: Analysis | null;
  readonly warnings: readonly Warning[];
  readonly costs: Costs;
  /** Least time of one operation by its declared bytes, ns; null: unknown. */
  readonly floor: number | null;
  /** Inputs tried beyond the workload's own; absent: no fuzzing. */
  readonly fuzzed?: number | undefined;
  /** Of the measuring; absent: there was none. */
  readonly seed?: number | undefined;
}

/** Puts together what `--json` prints and a record keeps of one target × workload. */
export function toResult({
  target,
  workload,
  margin,
  fates,
  analysis,
  warnings,
  costs,
  floor,
  fuzzed,
  seed,
}: Outcome): Result {
  const variants = Object.fromEntries(
    [...fates].map(([name, fate]) => [name, variantResult(name, fate, analysis, costs)]),
  );
  const faster = Object.entries(variants).filter(([, { verdict }]) => verdict === "faster");
  faster.sort(([, a], [, b]) => (b.ratio?.low ?? 0) - (a.ratio?.low ?? 0));
  return {
    target: target.id,
    workload,
    baseline: target.baseline,
    optimized: target.optimized ?? null,
    best: faster[0]?.[0] ?? null,
    margin,
    trials: analysis?.usable ?? 0,
    ...(analysis?.stageOne === undefined ? {} : { stage_one: analysis.stageOne }),
    rounds: analysis?.rounds ?? 0,
    kept: analysis?.kept ?? 0,
    floor_us: floor === null ? null : us(floor),
    ...(fuzzed === undefined ? {} : { fuzzed }),
    ...(seed === undefined ? {} : { seed }),
    warnings: [...warnings, ...(analysis?.warnings ?? [])],
    variants,
  };
}

const us = (ns: number): number => ns / 1000;

function variantResult(name: string, fate: Fate, analysis: Analysis | null, costs: Costs): VariantResult {
  const artifact = fate.artifact === undefined ? {} : { artifact: fate.artifact };
  if (fate.state !== "measured") {
    const verified = fate.state === "invalid" ? false : null;
    return { state: fate.state, verified, problem: fate.problem, ratio: null, verdict: null, ...artifact };
  }
  const analysed = analysis?.variants[name];
  if (!analysed) throw new Error(`${name} was measured and has no analysis`);
  const { times, ratio, verdict, device } = analysed;
  return {
    state: "measured",
    verified: true,
    problem: null,
    ratio,
    verdict,
    mean_us: us(times.mean),
    stddev_us: us(times.stddev),
    median_us: us(times.median),
    p95_us: us(times.p95),
    min_us: us(times.min),
    ...(device?.name === undefined ? {} : { device: device.name }),
    ...(device?.time === undefined ? {} : { device_us: device.time === null ? null : us(device.time) }),
    ...(costs.bytes === undefined ? {} : { gb_per_s: costs.bytes / times.median }),
    ...(costs.flops === undefined ? {} : { gflop_per_s: costs.flops / times.median }),
    ...(costs.items === undefined ? {} : { items_per_s: (costs.items / times.median) * 1e9 }),
    ...artifact,
  };
}

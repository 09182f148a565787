import type { Contrast, VariantDetail } from "../../model/detail.js";
import type { SamplingPlan } from "../../model/measurement.js";
import type { Sieve } from "../blocks.js";
import type { Estimates } from "../ratio.js";
import { concatenate } from "../samples.js";
import { speeds } from "../warnings/modes.js";
import { bootstrap } from "./bootstrap.js";
import { histogram } from "./histogram.js";
import { outliers } from "./outliers.js";
import { percentiles } from "./percentiles.js";
import { compareRanks } from "./ranks.js";

/** What has been found out of a comparison by then; indexed by variant, in the order of the plan. */
interface Findings {
  readonly plan: SamplingPlan;
  readonly sieve: Sieve;
  /** `[variant][trial]`: times per operation, nanoseconds, of trials of which something was kept. */
  readonly timed: readonly (readonly Float64Array[])[];
  /** Null for the baseline, and for every variant without one. */
  readonly estimates: readonly (Estimates | null)[];
  readonly resolutions: readonly number[];
  /** Joint over so many comparisons. */
  readonly confidence: number;
  readonly comparisons: number;
}

/** Distributions of all variants, and how those of the others compare to the baseline's. */
export function details(findings: Findings): VariantDetail[] {
  const sorted = findings.timed.map((trials) => microseconds(concatenate(trials)).sort());
  const modes = speeds(findings);
  return sorted.map((samples, v) => {
    const shares = percentiles(samples);
    return {
      samples: samples.length,
      percentiles_us: shares,
      histogram: histogram(samples, shares.p99),
      outliers: outliers(samples, shares.p25, shares.p75),
      modes: (modes[v] ?? []).map(({ at, share }) => ({ at_us: at / 1000, share })),
      contrast: contrast(sorted[0] ?? new Float64Array(), samples, findings.estimates[v] ?? null, findings),
    };
  });
}

function contrast(
  baseline: Float64Array,
  own: Float64Array,
  estimates: Estimates | null,
  certainty: Pick<Findings, "confidence" | "comparisons">,
): Contrast | null {
  if (estimates === null) return null;
  const ratios = estimates.trials.filter((ratio) => ratio !== null);
  return {
    log_ratios: estimates.trials,
    bootstrap: bootstrap(ratios, certainty),
    ...compareRanks(baseline, own),
  };
}

const microseconds = (times: Float64Array): Float64Array => times.map((time) => time / 1000);

import type { Interval } from "./analysis.js";

/**
 * What `bench run --detail` tells of one variant beside its figures. Reports carry it, records never do. Times are
 * microseconds per operation; samples are those that the slow-block filter kept, where not said otherwise, and a sample
 * too short to time alone is the mean of the rounds that it was summed over.
 */
export interface VariantDetail {
  readonly samples: number;
  readonly percentiles_us: Percentiles;
  readonly histogram: Histogram;
  readonly outliers: Outliers;
  /** Speeds that it ran at, fastest first, from all samples but those that the machine itself slowed down. */
  readonly modes: readonly { readonly at_us: number; readonly share: number }[];
  /** Null for the baseline, and when there is none. */
  readonly contrast: Contrast | null;
}

/** Linear interpolation between order statistics (type 7 of Hyndman & Fan 1996). */
export interface Percentiles {
  readonly min: number;
  readonly p1: number;
  readonly p5: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Counts in bins of equal width from the fastest sample to the 99th percentile. */
export interface Histogram {
  readonly from_us: number;
  readonly to_us: number;
  readonly counts: readonly number[];
  /** Samples slower than `to_us`. */
  readonly beyond: number;
}

/** Tukey (1977), "Exploratory Data Analysis", 2D. */
export interface Outliers {
  /** Beyond 1.5 interquartile ranges from the quartiles, and not severe. */
  readonly mild: number;
  /** Beyond 3. */
  readonly severe: number;
}

/** Of the baseline's samples to this variant's. */
export interface Contrast {
  /** ln(baseline ÷ variant) of each trial, in their order; null where nothing was kept. */
  readonly log_ratios: readonly (number | null)[];
  /**
   * Bootstrap percentile interval of the ratio, trials being drawn; as confident as the printed t interval is meant to
   * be. Null where there is no ratio.
   */
  readonly bootstrap: Interval | null;
  readonly mann_whitney: {
    /** Pairs in which the baseline's sample is the slower one; ties count half. */
    readonly u: number;
    /**
     * Two-sided. It takes samples for independent, which those of one trial are not, and with thousands of them any
     * difference has a tiny p: `cliffs_delta` says how large it is. 0 below 1e-308.
     */
    readonly p: number;
  };
  /** P(baseline slower) − P(baseline faster): 1 when every sample of the variant is faster, −1 when none is. */
  readonly cliffs_delta: { readonly delta: number; readonly band: EffectBand };
}

export type EffectBand = "negligible" | "small" | "medium" | "large";

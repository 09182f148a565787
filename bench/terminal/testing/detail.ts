import pc from "picocolors";
import type { VariantDetail } from "../../../harness/model/detail.js";
import type { VariantResult } from "../../../harness/model/record.js";
import { sampleInterval, sampleMeasured, sampleRecord } from "../../../harness/support/testing/records.js";
import { openPlots } from "../plots.js";

/** Two measured variants with their distributions; the second is the first, an eighth faster. */

export const plots = await openPlots();
export const plain = (width: number) => ({ width, wraps: true, colors: pc.createColors(false) });

/** A bell of 400 around bin 16, and one of 120 around bin 36. */
export const counts = Array.from({ length: 48 }, (_, bin) =>
  Math.round(400 * Math.exp(-0.5 * ((bin - 16) / 3) ** 2) + 120 * Math.exp(-0.5 * ((bin - 36) / 3) ** 2)),
);

/** Of times that are `scale` times those of the first variant. */
export const detail = (scale: number, rest: Partial<VariantDetail> = {}): VariantDetail => ({
  samples: 4056,
  percentiles_us: {
    min: 24.36 * scale,
    p1: 24.61 * scale,
    p5: 24.8 * scale,
    p25: 24.99 * scale,
    p50: 25.16 * scale,
    p75: 25.56 * scale,
    p95: 27.35 * scale,
    p99: 29.12 * scale,
    max: 1902.31 * scale,
  },
  histogram: { from_us: 24.36 * scale, to_us: 29.12 * scale, counts, beyond: 41 },
  outliers: { mild: 33, severe: 234 },
  modes: [
    { at_us: 25.04 * scale, share: 0.746 },
    { at_us: 27.9 * scale, share: 0.213 },
  ],
  contrast: null,
  ...rest,
});

export const described = (detail: VariantDetail): VariantResult => ({ ...sampleMeasured(25.16), detail });

export const result = sampleRecord({
  variants: {
    divide: described(detail(1)),
    multiply: {
      ...sampleMeasured(22.02, sampleInterval(1.138, 1.142, 1.146), "faster"),
      detail: detail(0.875, {
        contrast: {
          log_ratios: [0.13024, 0.13591, null, 0.1327, 0.13235],
          bootstrap: sampleInterval(1.14, 1.142, 1.145),
          mann_whitney: { u: 16_000_000, p: 0 },
          cliffs_delta: { delta: 0.9561, band: "large" },
        },
      }),
    },
  },
});

import type { Interval } from "../model/analysis.js";

/** Numbers as people read them; never an exponent, never more digits than are known. */

const PLACES_AT_MOST = 6;

/** Decimal places that give `value` so many significant digits. */
function places(value: number, digits: number): number {
  if (value === 0) return 0;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return Math.min(PLACES_AT_MOST, Math.max(0, digits - 1 - magnitude));
}

/** Four significant digits: `36.61`, `0.5120`, `7312`. */
export const significant = (value: number): string => value.toFixed(places(value, 4));

/** `36.61 ± 0.15`, both with the mean's places. */
export const meanAndDeviation = (mean: number, deviation: number): string =>
  `${significant(mean)} ± ${deviation.toFixed(places(mean, 4))}`;

/** Three significant digits: `1.92×`, `103×`. */
export const factor = (value: number): string => `${value.toFixed(places(value, 3))}×`;

/** The distance to a floor, without a sign: `1.92`; so far away that the number tells nothing more, `> 1000`. */
export const distance = (times: number): string =>
  times > 1000 ? "> 1000" : times.toFixed(places(times, 3));

/**
 * `1.92× [1.90, 1.94]`: three significant digits, and up to five where the interval is narrow enough to fill them. The
 * bounds are rounded outwards: the interval that is shown contains the one that decided.
 */
export function ratio({ estimate, low, high }: Interval): string {
  const half = (high - low) / 2;
  const filled = half > 0 ? places(half, 1) : PLACES_AT_MOST;
  const digits = Math.max(places(estimate, 3), Math.min(places(estimate, 5), filled));
  // A billionth of a step forgives binary fractions such as 1.91 × 100 = 190.99…
  const step = 10 ** digits;
  const from = Math.floor(low * step + 1e-9) / step;
  const to = Math.ceil(high * step - 1e-9) / step;
  return `${estimate.toFixed(digits)}× [${from.toFixed(digits)}, ${to.toFixed(digits)}]`;
}

/** 0.07 is `7`, not `7.000000000000001`. */
export const hundredths = (share: number): string => `${Number((share * 100).toPrecision(6))}`;

/** Two significant digits of a small share: `0.012 %`, `1.4 %`. */
export const smallPercent = (share: number): string => `${(share * 100).toFixed(places(share * 100, 2))} %`;

/** `98 %`; never `100 %` of what is not all. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return rounded === 100 && share < 1 ? "> 99 %" : `${rounded} %`;
}

/** `3.497 Gitems/s` */
export function rate(perSecond: number, unit: string): string {
  const prefixes = ["", "k", "M", "G", "T"];
  const magnitude = perSecond > 0 ? Math.floor(Math.log10(perSecond) / 3) : 0;
  const step = Math.min(prefixes.length - 1, Math.max(0, magnitude));
  return `${significant(perSecond / 1000 ** step)} ${prefixes[step]}${unit}`;
}

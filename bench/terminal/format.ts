import type { Interval } from "../../harness/model/analysis.js";

/** Numbers as people read them. */

type Bounds = Omit<Interval, "confidence">;

const UNITS = [
  { unit: "ns", below: 1, factor: 1000 },
  { unit: "us", below: 1e3, factor: 1 },
  { unit: "ms", below: 1e6, factor: 1e-3 },
  { unit: "s", below: Number.POSITIVE_INFINITY, factor: 1e-6 },
] as const;

/** `36.62 us ± 0.04`: a time to four digits with its deviation to the same decimals. Both in microseconds. */
export function formatTime(microseconds: number, deviation?: number): string {
  const { unit, factor } = unitOf(microseconds);
  const decimals = fourDigits(microseconds * factor);
  const time = `${(microseconds * factor).toFixed(decimals)} ${unit}`;
  return deviation === undefined ? time : `${time} ± ${(deviation * factor).toFixed(decimals)}`;
}

/** Several times in one unit and to the same decimals: those that suit `like`. All in microseconds. */
export function formatTimes(
  microseconds: readonly number[],
  like: number,
): { readonly unit: string; readonly texts: readonly string[] } {
  const { unit, factor } = unitOf(like);
  const decimals = fourDigits(like * factor);
  return { unit, texts: microseconds.map((time) => (time * factor).toFixed(decimals)) };
}

const unitOf = (microseconds: number) => UNITS.find(({ below }) => microseconds < below) ?? UNITS[3];

const fourDigits = (value: number): number => (value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3);

/**
 * `1.93× [1.91, 1.95]`. As many decimals as tell the two ends apart, and the ends rounded outward, so that the shown
 * interval never claims more than the computed one.
 */
export function formatRatio(ratio: Bounds): string {
  const decimals = ratioDecimals(ratio);
  const low = floorTo(ratio.low, decimals);
  const high = -floorTo(-ratio.high, decimals);
  return `${ratio.estimate.toFixed(decimals)}× [${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;
}

/** The two figures of a ratio that a sentence quotes, with the decimals of `formatRatio`. */
export function quoteRatio(ratio: Interval): { readonly estimate: string; readonly low: string } {
  const decimals = ratioDecimals(ratio);
  return {
    estimate: `${ratio.estimate.toFixed(decimals)}×`,
    low: `${floorTo(ratio.low, decimals).toFixed(decimals)}×`,
  };
}

function ratioDecimals({ estimate, low, high }: Bounds): number {
  const fewest = estimate >= 100 ? 0 : estimate >= 10 ? 1 : 2;
  const apart = Math.ceil(-Math.log10((high - low) / 2));
  return Number.isFinite(apart) ? Math.min(4, Math.max(fewest, apart)) : fewest;
}

/** Binary fractions such as 1.91 × 100 = 190.99… must not fall by a whole step: a billionth of one is forgiven. */
const floorTo = (value: number, decimals: number): number =>
  Math.floor(value * 10 ** decimals + 1e-9) / 10 ** decimals;

/** `2,400`. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

/** `1 trial`, `5 trials`. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** `1 %` from 0.01, to three digits. */
export const formatPercent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** To two digits, one way: what is wider than 0.5 % is never shown as 0.5 %. */
export function twoDigits(share: number, way: "up" | "down"): number {
  const step = 10 ** (Math.floor(Math.log10(share)) - 1);
  // A billionth is forgiven: binary fractions must not move by a whole step.
  return (way === "up" ? Math.ceil(share / step - 1e-9) : Math.floor(share / step + 1e-9)) * step;
}

/** `85.4`: a rate to three digits, large ones whole, tiny ones to two. */
export const formatRate = (rate: number): string => {
  if (rate >= 100) return formatCount(Math.round(rate));
  if (rate >= 0.1) return rate.toFixed(rate >= 10 ? 1 : 2);
  return rate.toPrecision(2);
};

/** `about 8 s left`; empty where nothing is known or nothing is left. */
export function formatLeft(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) return "";
  if (seconds < 1) return "less than 1 s left";
  return seconds < 90 ? `about ${Math.round(seconds)} s left` : `about ${Math.round(seconds / 60)} min left`;
}

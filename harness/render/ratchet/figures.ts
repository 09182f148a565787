import type { Interval } from "../../model/analysis.js";
import type { Distance, Thresholds } from "../../model/ratchet.js";
import { significant } from "../number.js";

/** Figures of a report: times, and how they changed. */

const UNITS = [
  ["s", 1e6],
  ["ms", 1e3],
  ["us", 1],
] as const;

/** `25.48 us`, to four digits. */
export function time(us: number): string {
  const [unit, size] = UNITS.find(([, size]) => us >= size) ?? ["ns", 1e-3];
  return `${significant(us / size)} ${unit}`;
}

/** Bounds of decimals of a percentage. */
const FEWEST = 1;
const MOST = 3;

/** A ratio of times (before ÷ now) as the change of the time: 0.5 is +100 %. */
const changed = (ratio: number): number => 100 * (1 / ratio - 1);

/**
 * `+6.4 % [+5.9, +6.9]`: the time, which grew. As many decimals as fill the interval, its ends rounded outward, so that
 * the interval that is shown contains the one that decided.
 */
export function change({ estimate, low, high }: Interval): string {
  const [from, to] = [changed(high), changed(low)];
  const filled = to > from ? Math.ceil(-Math.log10((to - from) / 2)) : MOST;
  const digits = Math.min(MOST, Math.max(FEWEST, filled));
  const step = 10 ** digits;
  const signed = (value: number) => signedFixed(value, digits);
  // A billionth of a step forgives binary fractions.
  const ends = [Math.floor(from * step + 1e-9) / step, Math.ceil(to * step - 1e-9) / step];
  return `${signed(changed(estimate))} % [${ends.map(signed).join(", ")}]`;
}

/** `+6.4 %` */
export const shortChange = ({ estimate }: Pick<Interval, "estimate">): string =>
  `${signedFixed(changed(estimate), FEWEST)} %`;

function signedFixed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return `${value < 0 ? "−" : "+"}${text}`;
}

const BLOCKS = "▁▂▃▄▅▆▇█";

/**
 * One block per distance, oldest first; a lower one is slower. The scale spans both thresholds at least, so that noise
 * within them looks flat.
 */
export function sparkline(distances: readonly Pick<Distance, "estimate">[], thresholds: Thresholds): string {
  const values = distances.map(({ estimate }) => estimate);
  const low = Math.min(1 / (1 + thresholds.regression), ...values);
  const high = Math.max(1 + thresholds.improvement, ...values);
  return values
    .map((value) => BLOCKS[Math.round(((value - low) / (high - low)) * (BLOCKS.length - 1))])
    .join("");
}

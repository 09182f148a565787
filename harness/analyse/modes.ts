import { standardDeviation } from "simple-statistics";
import { quantiles } from "./samples.js";

/** One hump of a distribution. */
export interface Mode {
  /** Where the density peaks, in the samples' unit. */
  readonly at: number;
  /** Share of the samples, 0 to 1. */
  readonly share: number;
}

/** Modes with a smaller share are outliers: preemptions, page faults. */
const SMALLEST_SHARE = 0.05;
/** So are modes of fewer samples: chance alone puts gaps that wide between a few dozen samples. */
const FEWEST_SAMPLES = 10;
/** Two modes are apart when the density between them falls to this share of the lower one's peak. */
const VALLEY = 0.5;
/** Least bandwidth: modes nearer than about 4 bandwidths (2 %) merge, and a difference that small hardly matters. */
const NARROWEST = 0.005;
/** Grid steps per bandwidth, and bandwidths after which the Gaussian kernel counts as zero. */
const STEPS = 4;
const REACH = 3;

/**
 * Modes of positive samples, fastest first: humps of a Gaussian kernel density estimate of their logarithms. Bandwidth
 * after Silverman (1986, eq. 3.31): 0.9 × min(sd, IQR ÷ 1.34) × n^(−1/5), where n is the number of `independent`
 * pieces rather than of samples, since neighbouring rounds share spells and memory layouts; that smooths more, and so
 * finds fewer false modes: none in 1,000 lognormal samples of 90 or more. `quantum` is the clock's step in relation to a sample: within it the comb of clock
 * readings is smoothed over. A single hump, or none large enough, yields one mode.
 */
export function modes(samples: Float64Array, quantum: number, independent: number): Mode[] {
  const logs = samples.map(Math.log);
  const [q1 = 0, q3 = 0, first = 0, last = 0] = quantiles(logs, [0.25, 0.75, 0, 1]);
  const spread = Math.min(standardDeviation(logs as unknown as number[]), (q3 - q1) / 1.34);
  const bandwidth = Math.max(0.9 * spread * Math.max(1, independent) ** -0.2, NARROWEST, quantum);
  const step = bandwidth / STEPS;
  const start = first - (REACH + 1) * bandwidth;
  const counts = new Float64Array(Math.ceil((last - first) / step) + 2 * (REACH + 1) * STEPS + 1);
  for (let i = 0; i < logs.length; i++) {
    const cell = Math.round(((logs[i] as number) - start) / step);
    counts[cell] = (counts[cell] as number) + 1;
  }
  const found = humps(smooth(counts)).map(({ peak, from, to }) => ({
    at: Math.exp(start + peak * step),
    share: counts.subarray(from, to).reduce((sum, count) => sum + count, 0) / samples.length,
  }));
  const smallest = Math.max(SMALLEST_SHARE, FEWEST_SAMPLES / samples.length);
  return found.filter((mode) => mode.share >= smallest);
}

function smooth(counts: Float64Array): Float64Array {
  const reach = REACH * STEPS;
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / STEPS) ** 2),
  );
  const density = new Float64Array(counts.length);
  for (let cell = reach; cell < counts.length - reach; cell++) {
    const count = counts[cell] ?? 0;
    for (let i = 0; count > 0 && i < kernel.length; i++) {
      density[cell + i - reach] = (density[cell + i - reach] as number) + count * (kernel[i] as number);
    }
  }
  return density;
}

/** Cuts the density at every valley below `VALLEY` times the peaks on both sides of it. */
function humps(density: Float64Array): { peak: number; from: number; to: number }[] {
  const found: { peak: number; from: number; to: number }[] = [];
  let from = 0;
  let peak = 0;
  let valley = 0;
  for (let cell = 1; cell < density.length; cell++) {
    const here = density[cell] ?? 0;
    const low = density[valley] ?? 0;
    const high = density[peak] ?? 0;
    if (low < VALLEY * high && low < VALLEY * here) {
      found.push({ peak, from, to: valley });
      [from, peak, valley] = [valley, cell, cell];
    } else if (here > high) {
      [peak, valley] = [cell, cell];
    } else if (here < low) {
      valley = cell;
    }
  }
  return [...found, { peak, from, to: density.length }];
}

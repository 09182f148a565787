import type { BandwidthPoint } from "../model/machine.js";

/** What one operation has to move; everything in bytes. */
export interface Movement {
  /** As declared, read and written together. */
  readonly declared: number;
  /** Arguments that may be read, and what must be written of them at least. */
  readonly readable: number;
  readonly written: number;
  /** All arguments: what is worked on is as large as these or the declared bytes, whichever is less. */
  readonly footprint: number;
  /** Whether a state may hold more that is read and written. */
  readonly stateful: boolean;
  /** Whether the arguments were evicted before, so that they come from memory. */
  readonly cold: boolean;
  /** Of this machine, with the threads of the workload, in any order. */
  readonly bandwidth: readonly BandwidthPoint[];
}

/**
 * Least ns in which this machine, as measured, moves what an operation has to move: max(R ÷ r, W ÷ w) for R
 * bytes read and W written. Nothing is read faster than by reading alone (r), nor written faster than by
 * updating (w: half of its rate), and both may happen at once. An argument is read once: declared bytes
 * beyond those are written, and so is what comes out changed. Of what a state holds nothing is known: then R
 * and W are the split that takes least. Beyond the caches stores that bypass them, with nothing read, may
 * write faster than w. Null where nothing is declared or measured.
 */
export function floorOf(movement: Movement): number | null {
  const { declared, readable, written, footprint, stateful, cold, bandwidth } = movement;
  if (declared === 0 || bandwidth.length === 0) return null;
  const size = cold ? Number.POSITIVE_INFINITY : Math.min(declared, footprint);
  const read = rateAt(size, bandwidth, ({ read_gb_s }) => read_gb_s);
  const write = rateAt(size, bandwidth, ({ update_gb_s }) => update_gb_s / 2);
  const unread = stateful ? (declared * write) / (read + write) : declared - readable;
  const writes = Math.min(declared, Math.max(written, unread));
  return Math.max((declared - writes) / read, writes / write);
}

/**
 * GB/s on `size` bytes, interpolated between the measured sizes on logarithmic scales. What is smaller is
 * moved at least as fast as what is larger: where it was measured slower, something disturbed.
 */
function rateAt(
  size: number,
  bandwidth: readonly BandwidthPoint[],
  rateOf: (point: BandwidthPoint) => number,
): number {
  const largestFirst = [...bandwidth].sort((a, b) => b.bytes - a.bytes);
  let most = 0;
  let above: { bytes: number; rate: number } | null = null;
  for (const point of largestFirst) {
    most = Math.max(most, rateOf(point));
    if (point.bytes <= size) {
      if (above === null) return most;
      const share = Math.log(size / point.bytes) / Math.log(above.bytes / point.bytes);
      return most * (above.rate / most) ** share;
    }
    above = { bytes: point.bytes, rate: most };
  }
  return most;
}

import type { BandwidthPoint } from "../../model/machine.js";
import type { Warning } from "../../model/problem.js";

/** What is known of one comparison's traffic. */
export interface Traffic {
  /** GB/s of each variant, from the declared bytes and its median time. */
  readonly rates: readonly (readonly [name: string, gbPerSecond: number])[];
  /** Declared bytes of an operation, and bytes of all its arguments. */
  readonly declared: number;
  readonly footprint: number;
  readonly cold: boolean;
  /** Of this machine, with the threads of the workload, in any order. */
  readonly bandwidth: readonly BandwidthPoint[];
}

/** A rate may exceed what was measured by so much before it is doubted: the best of several is not the best of all. */
const SLACK = 1.1;

/**
 * Variants that would have to move bytes faster than this machine's memory hierarchy can. What is worked on is as large as
 * the declared bytes or the arguments, whichever is less; from that size down to the next one measured, the best of
 * reading and updating is the limit, and that of all larger sizes. Evicted data come from memory.
 */
export function fasterThanMemory({ rates, declared, footprint, cold, bandwidth }: Traffic): Warning | null {
  const points = [...bandwidth].sort((a, b) => a.bytes - b.bytes);
  const size = cold ? Number.POSITIVE_INFINITY : Math.min(declared, footprint);
  const from = Math.max(
    0,
    points.findLastIndex(({ bytes }) => bytes <= size),
  );
  const rateOf = (point: BandwidthPoint) => Math.max(point.read_gb_s, point.update_gb_s);
  const [limit] = points.slice(from).sort((a, b) => rateOf(b) - rateOf(a));
  if (!limit) return null;
  const most = rateOf(limit);
  const fast = rates.filter(([, rate]) => rate > SLACK * most);
  if (fast.length === 0) return null;
  const facts = fast.map(([name, rate]) => `"${name}" moves ${short(rate)} GB/s, ${short(rate - most)} more`);
  return {
    code: "faster-than-memory",
    message:
      `By the declared bytes ${facts.join("; ")} than the ${short(most)} GB/s that this machine reached with ` +
      `${inBinary(limit.bytes)} of memory.`,
    advice:
      "It touches less than `bytes` says (some algorithms may: correct the declaration), or leaves work out that `verify` does not look at.",
  };
}

const short = (x: number): string => String(Number(x.toPrecision(3)));
const inBinary = (bytes: number): string =>
  bytes >= 2 ** 20 ? `${Math.round(bytes / 2 ** 20)} MiB` : `${Math.round(bytes / 2 ** 10)} KiB`;

import type { BandwidthPoint, Machine } from "../model/machine.js";

const KIB = 1024;
/** From what fits every first-level cache in steps of two. */
const SIZES = Array.from({ length: 13 }, (_, i) => 16 * 2 ** i * KIB);
/** The largest size is so many times the largest cache, so that it comes from memory. */
const BEYOND_CACHES = 4;
const LARGEST = 512 * KIB * KIB;

/**
 * Raised whenever what is measured changes, so that old figures are measured anew: 2 writes its pages before
 * it reads them, and passes to and fro as well. 1 read the one page of zeros that unwritten pages all are: on
 * a Zen 5, 64 MiB at 154 GB/s where 50 are true, and 16 KiB at 190 where 440 are.
 */
export const BANDWIDTH_PROBE = 2;

/** Sizes to measure, ascending, in bytes; half of the free memory at most. */
export function bandwidthSizes(caches: Machine["caches"], free: number): number[] {
  const largest = Math.min(LARGEST, BEYOND_CACHES * Math.max(0, ...caches.map(({ bytes }) => bytes)));
  const all = largest > (SIZES.at(-1) as number) ? [...SIZES, largest] : SIZES;
  return all.filter((bytes) => bytes <= free / 2);
}

/**
 * koffi keeps the addresses of what an asynchronous call works on, and no references: what nothing else holds may be
 * collected before the call ends, and the call then reads what has taken its place.
 */
const held = new Set<unknown>();

/**
 * Measures how fast `threads` threads, pinned to `cpus` when there are so many, move memory; takes about 0.5 s, off this
 * thread. `library`: built from harness/native/pawl/bandwidth.cpp. No points when the system refused the memory.
 */
export async function measureBandwidth(
  library: string,
  { caches }: Pick<Machine, "caches">,
  threads: number,
  cpus: readonly number[],
): Promise<BandwidthPoint[]> {
  const { default: koffi } = await import("koffi");
  const measure = koffi
    .load(library)
    .func(
      "int pawl_bandwidth(const uint32_t *cpus, size_t threads, const uint64_t *sizes, size_t count, double *read, double *update)",
    );
  const sizes = bandwidthSizes(caches, process.availableMemory());
  const [read, update] = [new Float64Array(sizes.length), new Float64Array(sizes.length)];
  const pinned = cpus.length === threads ? Uint32Array.from(cpus) : null;
  const args = [pinned, threads, BigUint64Array.from(sizes, BigInt), sizes.length, read, update];
  held.add(args);
  const done = await new Promise<number>((resolve, reject) => {
    const answered = (error: unknown, result: number) => (error ? reject(error) : resolve(result));
    measure.async(...args, answered);
  }).finally(() => held.delete(args));
  const rounded = (x: number | undefined) => Number((x as number).toPrecision(4));
  return done === 0
    ? []
    : sizes.map((bytes, i) => ({
        threads,
        bytes,
        read_gb_s: rounded(read[i]),
        update_gb_s: rounded(update[i]),
      }));
}

import { median } from "simple-statistics";

export interface Timer {
  /** Smallest difference between two readings, nanoseconds: an upper limit where a reading takes longer than a step. */
  readonly step: number;
  /** Nanoseconds of one reading, from JavaScript: native code reads the same clock for less. */
  readonly cost: number;
}

const READINGS = 1000;
const BLOCKS = 15;

/** Looks at the clock that everything is timed with, for about 2 ms. */
export function probeTimer(): Timer {
  const readings = new BigInt64Array(READINGS);
  let step = Number.POSITIVE_INFINITY;
  const costs = Array.from({ length: BLOCKS }, () => {
    for (let i = 0; i < READINGS; i++) readings[i] = process.hrtime.bigint();
    for (let i = 1; i < READINGS; i++) {
      const difference = Number((readings[i] as bigint) - (readings[i - 1] as bigint));
      if (difference > 0 && difference < step) step = difference;
    }
    return Number((readings[READINGS - 1] as bigint) - (readings[0] as bigint)) / (READINGS - 1);
  });
  return { step, cost: median(costs) };
}

/** Estimates how long a run still takes, from how long its trials took so far. */
export interface Stopwatch {
  /** Seconds left when trial `trial` (from 0) of `of` of comparison `index` begins; 0 while nothing is known. */
  left(index: number, trial: number, of: number): number;
}

/** `trials`: how many each comparison will take at least. */
export function stopwatch(trials: readonly number[]): Stopwatch {
  const start = performance.now();
  let done = 0;
  let last = "";
  return {
    left(index, trial, of) {
      const key = `${index}/${trial}`;
      if (last !== "" && last !== key) done++;
      last = key;
      if (done === 0) return 0;
      const later = trials.slice(index + 1).reduce((sum, n) => sum + n, 0);
      return ((performance.now() - start) / 1000 / done) * (of - trial + later);
    },
  };
}

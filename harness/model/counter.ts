/** What `--counter` takes: instructions under a profiler, exact; or as the CPU counts them, nearly exact. */
export const COUNTERS = ["instructions", "hardware"] as const;
export type CounterChoice = (typeof COUNTERS)[number];

/** Who counted. Numbers of one are never compared with numbers of the other: their builds differ. */
export type Counter = "callgrind" | "perf_event";

/** Instructions of one operation of one variant, from the kernel's first one to its return, callees included. */
export interface Count {
  /** The mean over the calls that were counted, as a whole number. */
  readonly instructions: number;
  /** Fewest and most of these calls, which differ in their inputs. */
  readonly range: readonly [number, number];
  /** Whether calls with the same inputs took the same number. */
  readonly steady: boolean;
}

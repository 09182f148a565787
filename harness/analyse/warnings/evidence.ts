import type { Reservation, Times } from "../../model/analysis.js";
import type { SamplingPlan, Trial } from "../../model/measurement.js";
import type { Sieve } from "../blocks.js";
import type { Estimates } from "../ratio.js";

/** All that warnings are derived from. Indexed by variant, in the order of the plan, where not said otherwise. */
export interface Evidence {
  readonly plan: SamplingPlan;
  readonly trials: readonly Trial[];
  readonly margin: number;
  /** Trials that must be left to judge by. */
  readonly fewest: number;
  readonly sieve: Sieve;
  /** Null for the baseline, and for every variant without one. */
  readonly estimates: readonly (Estimates | null)[];
  readonly times: readonly Times[];
  /** The clock's resolution of each variant's time, as a share of it. */
  readonly resolutions: readonly number[];
  /** How far the clock can move each log-ratio; null as `estimates`. */
  readonly clocks: readonly (number | null)[];
  /** Why verdicts were withheld. */
  readonly reservations: ReadonlySet<Reservation>;
}

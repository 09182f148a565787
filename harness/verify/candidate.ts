import type { Variant } from "../model/target.js";

/** A variant (or the oracle) as built. */
export interface Candidate {
  readonly variant: Variant;
  /** Path of the library. */
  readonly library: string;
}

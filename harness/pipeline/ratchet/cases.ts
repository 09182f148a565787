import type { Problem } from "../../model/problem.js";
import type { BestKnown, RatchetCase, RatchetOutcome, Thresholds } from "../../model/ratchet.js";
import type { Target, Workload } from "../../model/target.js";

/** One variant of one workload, and what it is held against. */
export interface Place<W extends { readonly name: string } = Workload> {
  readonly target: Target;
  readonly workload: W;
  readonly variant: string;
  readonly thresholds: Thresholds;
  readonly best: BestKnown | null;
}

/** To become the best-known; `outcome` is what is to be told then. */
export interface Candidate {
  readonly place: Place;
  readonly outcome: RatchetCase;
}

/** By what the best-known is kept. */
export const namesOf = ({ target, workload, variant }: Place) => ({
  target: target.id,
  workload: workload.name,
  variant,
});

/** A case that was not measured. */
export function unmeasured(
  { target, workload, variant, thresholds, best }: Place<{ readonly name: string }>,
  outcome: RatchetOutcome,
  reason: string | null,
  problem: Problem | null = null,
): RatchetCase {
  return {
    ...{
      target: target.id,
      file: target.file,
      workload: workload.name,
      variant,
      outcome,
      reason,
      thresholds,
    },
    best: best && { commit: best.commit, at: best.at, median_us: best.median_us },
    ...{ best_us: null, now_us: null, measured: [], trials: 0, warnings: [], problem },
    distances: best?.distances ?? [],
  };
}

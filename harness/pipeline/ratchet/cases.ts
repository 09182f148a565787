import type { Problem } from "../../model/problem.js";
import type { BestKnown, RatchetCase, RatchetOutcome, Thresholds } from "../../model/ratchet.js";
import type { Target, Workload } from "../../model/target.js";

/** What names a case; there may be nothing else left of it. */
interface Named {
  readonly target: Pick<Target, "id" | "file">;
  readonly workload: Pick<Workload, "name">;
  readonly variant: string;
  readonly thresholds: Thresholds;
  readonly best: BestKnown | null;
}

/** One variant of one workload, and what it is held against. */
export interface Place extends Named {
  readonly target: Target;
  readonly workload: Workload;
}

/** To become the best-known; `outcome` is what is to be told then. */
export interface Candidate {
  readonly place: Place;
  /** See `identityOf`. */
  readonly identity: string;
  /** Commit of the best-known of this machine that it takes the place of; null: there is none. */
  readonly from: string | null;
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
  { target, workload, variant, thresholds, best }: Named,
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

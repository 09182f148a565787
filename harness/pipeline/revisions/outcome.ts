import type { Result } from "../../model/record.js";
import type { RevisionPair } from "../../model/revisions.js";
import type { Fate } from "../../record/result.js";
import type { BuiltDuel } from "./duels.js";
import { untimed } from "./line-up.js";

const place = ({ duel }: BuiltDuel) => [duel.target.id, duel.workload.name, duel.after.name] as const;

/** What a duel that was fought says; one of which a side is out says why. */
export function fought(built: BuiltDuel, result: Result): RevisionPair {
  const { duel } = built;
  const [before, after] = [result.variants[duel.before.name], result.variants[duel.after.name]];
  const out = [before, after].find((side) => side?.state !== "measured");
  if (out?.problem && out.state !== "measured") {
    const state = out.state === "built" ? "skipped" : out.state;
    return untimed(...place(built), state, out.problem.message, out.problem);
  }
  const [target, workload, variant] = place(built);
  return {
    ...{ target, workload, variant, state: "measured", reason: null, problem: null },
    ratio: after?.ratio ?? null,
    verdict: after?.verdict ?? null,
    before_us: before?.median_us ?? null,
    after_us: after?.median_us ?? null,
    margin: result.margin,
    trials: result.trials,
    seed: result.seed ?? null,
    warnings: result.warnings,
  };
}

/** Of a duel that cannot be fought because a side did not build; null: it can. */
export function unbuilt(built: BuiltDuel): RevisionPair | null {
  const fate: Fate | undefined = [...built.prepared.out.values()][0];
  if (!fate || fate.state === "measured") return null;
  return untimed(...place(built), fate.state, fate.problem.message, fate.problem);
}

/** Of a duel that need not be fought. */
export const same = (built: BuiltDuel): RevisionPair =>
  untimed(...place(built), "identical", "both are the same machine code");

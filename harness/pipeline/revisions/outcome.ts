import type { Problem } from "../../model/problem.js";
import type { Result, VariantState } from "../../model/record.js";
import type { RevisionPair } from "../../model/revisions.js";
import type { BuiltDuel } from "./duels.js";
import { untimed } from "./line-up.js";

const place = ({ duel }: BuiltDuel) => [duel.target.id, duel.workload.name, duel.after.name] as const;

/** What a duel that was fought says; one of which a side is out says why. */
export function fought(built: BuiltDuel, result: Result): RevisionPair {
  const { duel } = built;
  const [before, after] = [result.variants[duel.before.name], result.variants[duel.after.name]];
  for (const [side, name] of [
    [after, duel.after.name],
    [before, duel.before.name],
  ] as const) {
    if (side?.problem && side.state !== "measured") return lost(built, name, side.state, side.problem);
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
  const { before, after } = built.duel;
  for (const { name } of [after, before]) {
    const fate = built.prepared.out.get(name);
    if (fate && fate.state !== "measured") return lost(built, name, fate.state, fate.problem);
  }
  return null;
}

/** What is wrong with the earlier side by today's declaration says nothing of the later one. */
function lost(built: BuiltDuel, name: string, state: VariantState, problem: Problem): RevisionPair {
  if (name === built.duel.before.name) {
    const how =
      state === "failed"
        ? "did not build"
        : state === "invalid"
          ? "is wrong by what is declared today"
          : state;
    return untimed(...place(built), "incomparable", `what it was ${how}: ${problem.message}`);
  }
  const told = state === "invalid" || state === "failed" ? state : "skipped";
  return untimed(...place(built), told, problem.message, problem);
}

/** Of a duel that need not be fought. */
export const same = (built: BuiltDuel): RevisionPair =>
  untimed(...place(built), "identical", "both are the same machine code");

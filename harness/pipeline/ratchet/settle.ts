import { type Decision, decide, judge, precisionFor } from "../../analyse/ratchet.js";
import type { Interval } from "../../model/analysis.js";
import type { RatchetCase, Thresholds } from "../../model/ratchet.js";
import type { RevisionPair } from "../../model/revisions.js";
import type { BuiltDuel, Fight } from "../revisions/duels.js";
import { fought } from "../revisions/outcome.js";
import { type Place, unmeasured } from "./cases.js";
import type { Contest } from "./compete.js";

const MEASURED: { readonly [decision in Decision]: string | null } = {
  regression: "two measurements in fresh processes agree",
  improvement: "two measurements in fresh processes agree",
  unchanged: null,
  ambiguous: "its interval leaves open whether it is slower, or measurements disagree",
};

/** Measures until a decision is reached; see `decide`. */
export async function settle(
  built: BuiltDuel<Contest>,
  fight: Fight,
  noise: number | null,
): Promise<RatchetCase> {
  const { place } = built.duel;
  const { thresholds } = place;
  const measured: Interval[] = [];
  let pair: RevisionPair;
  let decision: Decision | null = null;
  do {
    const last = measured.at(-1);
    pair = fought(built, await fight(last && precisionFor(last, thresholds)));
    if (pair.state !== "measured") {
      const outcome = pair.state === "invalid" || pair.state === "failed" ? pair.state : "skipped";
      return unmeasured(place, outcome, pair.reason, pair.problem);
    }
    if (pair.ratio === null)
      return { ...shown(place, pair, measured), outcome: "ambiguous", reason: "no interval" };
    measured.push(pair.ratio);
    const withheld = pair.warnings.find(({ code }) => code === "verdict-withheld");
    if (withheld) {
      return { ...shown(place, pair, measured), outcome: "ambiguous", reason: withheld.message };
    }
    decision = decide(measured.map((ratio) => judge(ratio, thresholds)));
  } while (decision === null);
  const base = shown(place, pair, measured);
  const last = measured.at(-1) as Interval;
  const blurred = noise === null ? null : beyondNoise(decision, last, thresholds, noise);
  return blurred === null
    ? { ...base, outcome: decision, reason: MEASURED[decision] }
    : { ...base, outcome: "ambiguous", reason: blurred };
}

/** Why a change that is beyond its threshold is not beyond what equals differ by here; null: it is, or there is none. */
function beyondNoise(
  decision: Decision,
  last: Interval,
  { regression, improvement }: Thresholds,
  noise: number,
): string | null {
  if (decision !== "regression" && decision !== "improvement") return null;
  const wide = { regression: Math.max(regression, noise), improvement: Math.max(improvement, noise) };
  if (judge(last, wide) === (decision === "regression" ? "slower" : "faster")) return null;
  return `equals differ by ${Number((100 * noise).toPrecision(2))} % on this machine, which is more than the threshold`;
}

const shown = (place: Place, pair: RevisionPair, measured: readonly Interval[]): RatchetCase => ({
  ...unmeasured(place, "ambiguous", null),
  best_us: pair.before_us,
  now_us: pair.after_us,
  measured: [...measured],
  trials: pair.trials,
  warnings: pair.warnings,
});

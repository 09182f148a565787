import type { Warning } from "../../model/problem.js";
import type { Evidence } from "./evidence.js";
import { sureOf } from "./sure.js";
import { difference } from "./text.js";

/** An operation must be so many times the clock's step for single ones to be compared. */
const STEPS = 20;

/**
 * Whether a ratio would be another one if one input were replayed, as most benchmarks do: then the branch predictor and
 * the caches learn it. What pawl measures are rotated inputs.
 */
export function replayedDiffers({ plan, trials, margin }: Evidence): Warning | null {
  const replays = trials.flatMap(({ replay, clockStep }) =>
    replay.learned === null ? [] : [{ ...replay.learned, clockStep }],
  );
  const found = plan.variants.flatMap((name, v) => {
    if (v === 0) return [];
    const changes = replays.flatMap(({ rotated, replayed, clockStep }) => {
      const times = [rotated[0], rotated[v], replayed[0], replayed[v]].map((time) => time ?? 0);
      const [baseline = 0, own = 0, baselineAgain = 0, ownAgain = 0] = times;
      if (Math.min(...times) < STEPS * clockStep) return [];
      return [Math.log(baselineAgain / ownAgain) - Math.log(baseline / own)];
    });
    const change = sureOf(changes);
    if (change === null || Math.abs(change) <= margin) return [];
    return [`that of "${name}" ${difference(change)} ${change > 0 ? "higher" : "lower"}`];
  });
  if (found.length === 0) return null;
  return {
    code: "replayed-and-rotated-differ",
    message: `On one input again and again the ratio would be another: ${found.join(", ")}. It is measured on inputs that change.`,
  };
}

import type { Warning } from "../../model/problem.js";
import { inTime } from "../../support/units.js";
import { type Mode, modes } from "../modes.js";
import { concatenate } from "../samples.js";
import type { Evidence } from "./evidence.js";
import { percent } from "./text.js";

/**
 * Speeds of each variant, fastest first; none where the clock read nothing but zeros. Looks at every block that was not
 * slow through the machine, those of epochs with too few of them included.
 */
export function speeds({
  plan,
  sieve,
  resolutions,
}: Pick<Evidence, "plan" | "sieve" | "resolutions">): Mode[][] {
  const own = sieve.blocks.filter(({ slow }) => !slow);
  return plan.variants.map((_, v) => {
    const parts = own.map(
      (b) => sieve.all[b.trial]?.[b.epoch]?.[v]?.subarray(b.from, b.to) ?? new Float64Array(),
    );
    const all = concatenate(parts);
    const samples = all.includes(0) ? all.filter((x) => x > 0) : all;
    if (samples.length === 0) return [];
    // Single rounds are read here, also where several are summed: half a step each way is one step.
    const quantum = 2 * (resolutions[v] ?? 0) * (plan.group[v] ?? 1);
    return modes(samples, quantum, own.length);
  });
}

/** Variants that run at several speeds. */
export function severalModes(evidence: Evidence): Warning | null {
  const found = speeds(evidence).flatMap((several, v) => {
    if (several.length < 2) return [];
    const places = several.map(({ at, share }) => `${inTime(at)} (${percent(share)})`);
    return [`"${evidence.plan.variants[v]}" ${places.join(", ")}`];
  });
  if (found.length === 0) return null;
  return {
    code: "modes",
    message: `Several speeds instead of one, of which a median shows the most frequent: ${found.join("; ")}.`,
  };
}

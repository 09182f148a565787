import { quantile } from "simple-statistics";
import type { Warning } from "../../model/problem.js";
import { REFERENCE, SLOWDOWN } from "../blocks.js";
import { modes } from "../modes.js";
import { concatenate } from "../samples.js";
import type { Evidence } from "./evidence.js";
import { probeSlow } from "./machine.js";
import { duration, percent } from "./text.js";

/**
 * Variants that run at several speeds. Looks at unfiltered samples, since the slow-block filter would hide a second
 * mode of a variant's own; only blocks that are slow through the machine are left out: those in which the probe, or
 * every single variant, was slow.
 */
export function severalModes({ plan, sieve, resolutions }: Evidence): Warning | null {
  const slowProbe = probeSlow(sieve.blocks);
  const limits = plan.variants.map(
    (_, v) =>
      quantile(
        sieve.blocks.map((b) => b.levels[v] ?? 0),
        REFERENCE,
      ) + SLOWDOWN,
  );
  const own = sieve.blocks.filter(
    (b) => !(b.slow && (slowProbe(b) || b.levels.every((level, v) => level >= (limits[v] ?? 0)))),
  );
  const found = plan.variants.flatMap((name, v) => {
    const parts = own.map(
      (b) => sieve.all[b.trial]?.[b.epoch]?.[v]?.subarray(b.from, b.to) ?? new Float64Array(),
    );
    const samples = concatenate(parts).filter((x) => x > 0);
    if (samples.length === 0) return [];
    // Single rounds are read here, also where several are summed: half a step each way is one step.
    const quantum = 2 * (resolutions[v] ?? 0) * (plan.group[v] ?? 1);
    const several = modes(samples, quantum, own.length);
    if (several.length < 2) return [];
    return [`"${name}" ${several.map(({ at, share }) => `${duration(at)} (${percent(share)})`).join(", ")}`];
  });
  if (found.length === 0) return null;
  return {
    code: "modes",
    message:
      `Several speeds instead of one: ${found.join("; ")}. A median shows the most frequent only. Inputs that take ` +
      "different paths, memory layout or a learning branch predictor can do this: look at them one by one.",
  };
}

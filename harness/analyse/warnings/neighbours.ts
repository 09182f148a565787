import type { Warning } from "../../model/problem.js";
import { median } from "../samples.js";
import type { Evidence } from "./evidence.js";
import { sureOf } from "./sure.js";
import { difference } from "./text.js";

/** An epoch says something about two neighbours when so many samples of one followed the other. */
const FEWEST = 8;

/**
 * Whether a variant's time depends on which variant ran before it: the medians after each predecessor against their
 * mean, epoch by epoch. The order is balanced, so a share of such an effect is in every ratio. Of samples too short to
 * time alone nothing can be told.
 */
export function neighbourEffect({ plan, trials, margin }: Evidence): Warning | null {
  const { variants, group } = plan;
  const found = variants.flatMap((name, v) => {
    if (group[v] !== 1) return [];
    const byEpoch = trials.flatMap(({ epochs }) =>
      epochs.map((epoch) => effectsOf(epoch, variants.length, v)),
    );
    return variants.flatMap((before, p) => {
      const effect = sureOf(byEpoch.flatMap((effects) => effects[p] ?? []));
      if (effect === null || Math.abs(effect) <= margin / 2) return [];
      return [`"${name}" takes ${difference(effect)} ${effect > 0 ? "more" : "less"} after "${before}"`];
    });
  });
  if (found.length === 0) return null;
  return {
    code: "neighbour-effect",
    message: `Times depend on which variant ran before: ${found.join(", ")} than on average.`,
  };
}

/** By predecessor: ln(median after it) − the mean of these; null where too few followed. Of variant `v`. */
function effectsOf(
  { rounds, samples, order }: Evidence["trials"][number]["epochs"][number],
  variants: number,
  v: number,
): (number | null)[] {
  const after = Array.from({ length: variants }, (): number[] => []);
  for (let i = 1; i < rounds * variants; i++) {
    if (order[i] !== v) continue;
    const sample = samples[Math.floor(i / variants) * variants + v] as number;
    after[order[i - 1] as number]?.push(sample);
  }
  const levels = after.map((own) => (own.length < FEWEST ? null : Math.log(median(Float64Array.from(own)))));
  const told = levels.filter((level) => level !== null && Number.isFinite(level));
  const centre = told.reduce<number>((sum, level) => sum + (level ?? 0), 0) / told.length;
  return levels.map((level) => (level !== null && Number.isFinite(level) ? level - centre : null));
}

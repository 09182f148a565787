import { mean } from "simple-statistics";
import { BLOCK_ROUNDS, type Epoch } from "../../model/measurement.js";
import type { Warning } from "../../model/problem.js";
import { median } from "../samples.js";
import type { Evidence } from "./evidence.js";
import { sureOf } from "./sure.js";
import { difference } from "./text.js";

/** A trial says something about a pair when so many samples of one followed the other in one place. */
const FEWEST = 8;
/** Of all pairs together: how often a comparison without any such effect may be said to have one. */
const WRONG = 0.005;

/**
 * Whether a variant's time depends on which variant ran before it. The order is balanced, so a share of such
 * an effect is in every ratio. What a trial finds is one value per pair, and trials decide. Of samples too
 * short to time alone nothing can be told.
 */
export function neighbourEffect({ plan, trials, margin }: Evidence): Warning | null {
  const { variants, group } = plan;
  const alone = group.map((count) => count === 1);
  const byTrial = trials.map(({ epochs }) => effectsOf(epochs, alone));
  const pairs = variants.flatMap((name, v) =>
    variants.flatMap((before, u) => {
      const effects = byTrial.flatMap((effect) => effect[v]?.[u] ?? []);
      return effects.length === 0 ? [] : [{ name, before, effects }];
    }),
  );
  const found = pairs.flatMap(({ name, before, effects }) => {
    const effect = sureOf(effects, WRONG / pairs.length); // Bonferroni
    if (effect === null || Math.abs(effect) <= margin / 2) return [];
    const after = before === name ? "itself" : `"${before}"`;
    return [`"${name}" takes ${difference(effect)} ${effect > 0 ? "more" : "less"} after ${after}`];
  });
  if (found.length === 0) return null;
  return {
    code: "neighbour-effect",
    message: `Times depend on which variant ran before: ${found.join(", ")} than on average.`,
  };
}

/** By variant and predecessor, NaN or absent where nothing is known: log-times. */
type Levels = readonly (readonly number[])[];

/**
 * By variant and predecessor: log-time after it − the mean of these; null where too few followed. Places are
 * held apart, for each has a history of its own: what is first in a round comes after the pristine input is
 * fetched. A variant follows itself only there, so three variants and more are compared within rounds. Of
 * two, each has one predecessor within rounds: only what comes first can be compared, after either, rounds
 * that begin with a probe aside.
 */
function effectsOf(epochs: readonly Epoch[], alone: readonly boolean[]): (number | null)[][] {
  const variants = alone.length;
  const places = variants === 2 ? [0] : Array.from({ length: variants - 1 }, (_, i) => i + 1);
  const samples = samplesOf(epochs, variants);
  const levels = places.map(
    (place): Levels =>
      (samples[place] ?? []).map((after, v) =>
        after.map((own) => (alone[v] && own.length >= FEWEST ? median(Float64Array.from(own)) : Number.NaN)),
      ),
  );
  const shifts = placeShifts(levels);
  return alone.map((_, v) => {
    const after = Array.from({ length: variants }, (_, u) =>
      known(levels.map((level, p) => (level[v]?.[u] ?? Number.NaN) - (shifts[p] ?? 0))),
    ).map((own) => (own.length === 0 ? null : mean(own)));
    const told = after.filter((level) => level !== null);
    return after.map((level) => (level === null || told.length < 2 ? null : level - mean(told)));
  });
}

/**
 * [place][variant][predecessor]: logarithms of time ÷ the epoch's median.
 */
function samplesOf(epochs: readonly Epoch[], variants: number): number[][][][] {
  const empty = (): number[][] => Array.from({ length: variants }, () => []);
  const found = Array.from({ length: variants }, () => Array.from({ length: variants }, empty));
  for (const { rounds, samples, order } of epochs) {
    const typical = Array.from({ length: variants }, (_, v) =>
      median(Float64Array.from({ length: rounds }, (_, round) => samples[round * variants + v] as number)),
    );
    for (let i = 1; i < rounds * variants; i++) {
      const [round, place] = [Math.floor(i / variants), i % variants];
      if (place === 0 && round % BLOCK_ROUNDS === 0) continue;
      const [v, before] = [order[i] as number, order[i - 1] as number];
      const time = samples[round * variants + v] as number;
      found[place]?.[v]?.[before]?.push(Math.log(time / (typical[v] as number)));
    }
  }
  return found;
}

/**
 * What a place within rounds does to every variant alike. Medians: a pair or a variant that stands out moves
 * nothing.
 */
function placeShifts(levels: readonly Levels[]): number[] {
  const byVariant = (levels[0] ?? []).map((_, v) => levels.map((level) => meanOf(known(level[v] ?? []))));
  const deviations = byVariant.map((own) => own.map((level) => level - medianOf(known(own))));
  return levels.map((_, p) => medianOf(known(deviations.map((own) => own[p] ?? Number.NaN))) || 0);
}

const known = (values: readonly number[]): number[] => values.filter(Number.isFinite);
const meanOf = (values: readonly number[]): number => (values.length === 0 ? Number.NaN : mean([...values]));
const medianOf = (values: readonly number[]): number => median(Float64Array.from(values));

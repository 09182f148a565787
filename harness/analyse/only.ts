import type { Epoch, SamplingPlan, Trial } from "../model/measurement.js";

/** A comparison as if others had never been in it, except that they took their turns. */
interface Measured {
  readonly plan: SamplingPlan;
  readonly trials: readonly Trial[];
}

/** Leaves variants out: what is said of a comparison must not rest on one that is wrong. At least one is left. */
export function without({ plan, trials }: Measured, names: ReadonlySet<string>): Measured {
  const kept = plan.variants.flatMap((name, v) => (names.has(name) ? [] : [v]));
  if (kept.length === plan.variants.length) return { plan, trials };
  if (kept.length === 0) throw new RangeError("no variant is left");
  const pick = <T>(values: readonly T[]): T[] => kept.map((v) => values[v] as T);
  return {
    plan: { ...plan, variants: pick(plan.variants), batch: pick(plan.batch), group: pick(plan.group) },
    trials: trials.map((trial) => ({
      ...trial,
      epochs: trial.epochs.map((epoch) => narrow(epoch, plan.variants.length, kept)),
      emptyCalls: pick(trial.emptyCalls),
      replay: {
        learned: trial.replay.learned && {
          rotated: pick(trial.replay.learned.rotated),
          replayed: pick(trial.replay.learned.replayed),
        },
        unseen: pick(trial.replay.unseen),
        again: pick(trial.replay.again),
      },
      ...(trial.devices && { devices: pick(trial.devices) }),
    })),
  };
}

/** Who ran before whom is told among those left only: `order` skips the others. */
function narrow({ rounds, samples, order, probe }: Epoch, variants: number, kept: readonly number[]): Epoch {
  const left = kept.length;
  const [ownSamples, ownOrder] = [new Float64Array(rounds * left), new Uint8Array(rounds * left)];
  for (let round = 0; round < rounds; round++) {
    const row = order.subarray(round * variants, (round + 1) * variants);
    const positions = Array.from(row, (v) => kept.indexOf(v)).filter((v) => v >= 0);
    for (let i = 0; i < left; i++) {
      ownSamples[round * left + i] = samples[round * variants + (kept[i] as number)] as number;
      ownOrder[round * left + i] = positions[i] as number;
    }
  }
  return { rounds, samples: ownSamples, order: ownOrder, probe };
}

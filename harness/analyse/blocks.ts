import { mean, quantile as quantileOf } from "simple-statistics";
import { BLOCK_ROUNDS, type SamplingPlan, type Trial } from "../model/measurement.js";
import { clockStep, shortest } from "./resolution.js";
import { type Columns, median, toColumns } from "./samples.js";

/**
 * The slow-block filter (measurement.md, protocol 6). Machines fall into spells of 1 to 100 ms in which everything
 * takes half as long again, and not every variant by the same factor; the filter keeps the rounds outside of them. It
 * cuts what all variants have in common, or what the probe confirms, never what befalls one variant: a second speed
 * of its own, from memory layout or otherwise, belongs to its ratio.
 */

interface Block {
  readonly trial: number;
  /** Index into the trial's epochs in `Sieve.all`. */
  readonly epoch: number;
  /** First round, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  /** Natural logarithm of the median sample, by variant. */
  readonly levels: readonly number[];
  /** Mean of `levels`. */
  readonly level: number;
  /** Whether the probe was slow; null where there was none. */
  readonly probeSlow: boolean | null;
  readonly slow: boolean;
}

export interface Sieve {
  /** `all[trial][epoch]`: every round. */
  readonly all: readonly (readonly Columns[])[];
  /** `kept[trial][epoch]`: the rounds to judge by; epochs with too few of them are left out. */
  readonly kept: readonly (readonly Columns[])[];
  readonly blocks: readonly Block[];
  /** Share of each trial's rounds outside slow blocks and dropped epochs, 0 to 1. */
  readonly shares: readonly number[];
  /** The same over all rounds. */
  readonly share: number;
  /** False when too little would have been left: then `kept` is `all`, whatever `share` says. */
  readonly applied: boolean;
}

/** Logarithm of the slowdown from which a spell counts as slow, and of which the reference is that of a quiet block. */
const SLOWDOWN = 0.1;
/** The reference level is this quantile: a tenth of the blocks is quiet even in a bad comparison. */
const REFERENCE = 0.1;
/** Logarithm of the slowdown that counts as one of the probe: its own time varies by a hundredth. */
const PROBE_SLOWDOWN = 0.05;
/** What every variant shows of a spell at least, as logarithm, where the probe does not confirm it. */
const COMMON = SLOWDOWN / 2;
/** Above this share, blocks that the probe does not confirm are no spells: the kernels themselves vary so. */
const MOST_UNCONFIRMED = 0.5;
/** An epoch's median wants this many rounds; plans with shorter epochs (slow kernels) are not filtered at all. */
const FEWEST_ROUNDS = 24;
/** Trials that must be left for the filter to apply: an interval over fewer says nothing. */
const FEWEST_TRIALS = 3;
/**
 * Standard deviations of a block's level between the reference and the limit at least, so that plain noise is not cut:
 * the reference lies 1.3 below the centre, and 3 above it hold 99.9 % of quiet blocks. Without this, two simulated
 * kernels of equal time and unequal noise (lognormal, 30 % against 1 %) come out 3.9 % apart, with it 0.04 %: cutting
 * by the common level cuts the upper part of the noisier one.
 */
const NOISE = 4.3;

export function sieve(plan: SamplingPlan, trials: readonly Trial[]): Sieve {
  const variants = plan.variants.length;
  const step = clockStep(trials);
  const floors = plan.variants.map((_, v) => shortest(plan, v, step));
  const all = trials.map((t) => t.epochs.filter((e) => e.rounds > 0).map((e) => toColumns(e, variants)));
  const probes = trials.map((t) => t.epochs.filter((e) => e.rounds > 0).map((e) => e.probe));
  const measured = all.map((epochs, t) =>
    epochs.map((columns, e) => cut(columns, floors, probes[t]?.[e], { trial: t, epoch: e })),
  );
  const filtered = plan.roundsPerEpoch >= FEWEST_ROUNDS;
  const isSlow = filtered ? slowness(measured.flat(2), noise(all.flat(), floors)) : () => false;
  const isProbeSlow = probeSlowness(measured.flat(2));
  const judged = measured.map((epochs) =>
    epochs.map((cuts) =>
      cuts.map(({ probe, ...block }): Block => {
        const probeSlow = isProbeSlow(probe);
        return { ...block, probeSlow, slow: isSlow(block, probeSlow) };
      }),
    ),
  );

  const fewest = filtered ? FEWEST_ROUNDS : 1;
  const quiet = all.map((epochs, t) =>
    epochs
      .map((columns, e) => pick(columns, judged[t]?.[e] ?? []))
      .filter((columns) => rounds(columns) >= fewest),
  );
  const total = (epochs: readonly Columns[]) => epochs.reduce((sum, columns) => sum + rounds(columns), 0);
  const usable = quiet.filter((epochs) => epochs.length > 0).length;
  const applied = usable >= Math.min(FEWEST_TRIALS, trials.length);
  return {
    all,
    kept: applied ? quiet : all,
    blocks: judged.flat(2),
    shares: quiet.map((epochs, t) => total(epochs) / total(all[t] ?? [])),
    share: total(quiet.flat()) / total(all.flat()),
    applied,
  };
}

/** A block before it is judged, with the nanoseconds of its probe. */
type Cut = Omit<Block, "slow" | "probeSlow"> & { readonly probe: number | null };

/** Blocks of one epoch; the last one takes the rounds that do not fill another. */
function cut(
  columns: Columns,
  floors: readonly number[],
  probe: Float64Array | undefined,
  place: Pick<Block, "trial" | "epoch">,
): Cut[] {
  const count = Math.max(1, Math.floor(rounds(columns) / BLOCK_ROUNDS));
  return Array.from({ length: count }, (_, b) => {
    const from = b * BLOCK_ROUNDS;
    const to = b === count - 1 ? rounds(columns) : from + BLOCK_ROUNDS;
    const levels = columns.map((column, v) =>
      Math.log(Math.max(median(column.subarray(from, to)), floors[v] ?? 0)),
    );
    return { ...place, from, to, levels, level: mean(levels), probe: probe?.[b] ?? null };
  });
}

/** Judges one probe: null where there is none. */
function probeSlowness(blocks: readonly Cut[]): (probe: number | null) => boolean | null {
  const probes = blocks.flatMap(({ probe }) => probe ?? []);
  if (probes.length === 0) return () => null;
  const limit = quantileOf(probes, REFERENCE) * Math.exp(PROBE_SLOWDOWN);
  return (probe) => probe !== null && probe >= limit;
}

/** Judges one block by all of them; see above. */
function slowness(
  blocks: readonly Cut[],
  noise: number,
): (block: Omit<Cut, "probe">, probeSlow: boolean | null) => boolean {
  const reference = (of: (block: Cut) => number) => quantileOf(blocks.map(of), REFERENCE);
  const limit = reference(({ level }) => level) + Math.max(SLOWDOWN, NOISE * noise);
  const own = (blocks[0]?.levels ?? []).map((_, v) => reference(({ levels }) => levels[v] ?? 0));
  const isCommon = ({ level, levels }: Omit<Cut, "probe">) =>
    level >= limit && levels.every((of, v) => of - (own[v] ?? 0) >= COMMON);
  const unconfirmed = blocks.filter((block) => isCommon(block)).length / blocks.length;
  const believed = unconfirmed <= MOST_UNCONFIRMED;
  return (block, probeSlow) => (probeSlow === true ? block.level >= limit : believed && isCommon(block));
}

/**
 * Standard deviation of a quiet block's level, from the differences of neighbouring rounds (which a spell does not
 * touch, but at its ends): 1.4826 × median absolute difference ÷ √2 for one round, and π/2 the variance of a mean for
 * the median of `BLOCK_ROUNDS`.
 */
function noise(epochs: readonly Columns[], floors: readonly number[]): number {
  const differences = new Float64Array(epochs.reduce((sum, columns) => sum + rounds(columns) - 1, 0));
  let at = 0;
  for (const columns of epochs) {
    const sums = new Float64Array(rounds(columns));
    for (const [v, column] of columns.entries()) addLogs(sums, column, floors[v] ?? 0);
    for (let round = 1; round < sums.length; round++) {
      const [previous, here] = [sums[round - 1] as number, sums[round] as number];
      differences[at++] = Math.abs(here / columns.length - previous / columns.length);
    }
  }
  if (differences.length === 0) return 0;
  return ((1.4826 * median(differences)) / Math.SQRT2) * Math.sqrt(Math.PI / 2 / BLOCK_ROUNDS);
}

function addLogs(sums: Float64Array, column: Float64Array, floor: number): void {
  for (let round = 0; round < sums.length; round++) {
    const sample = column[round] as number;
    sums[round] = (sums[round] as number) + Math.log(sample > floor ? sample : floor);
  }
}

/** The rounds of an epoch outside its slow blocks. */
function pick(columns: Columns, blocks: readonly Block[]): Columns {
  const quiet = blocks.filter((block) => !block.slow);
  if (quiet.length === blocks.length) return columns;
  const length = quiet.reduce((sum, block) => sum + block.to - block.from, 0);
  return columns.map((column) => {
    const picked = new Float64Array(length);
    let at = 0;
    for (const { from, to } of quiet) {
      picked.set(column.subarray(from, to), at);
      at += to - from;
    }
    return picked;
  });
}

const rounds = (columns: Columns): number => columns[0]?.length ?? 0;

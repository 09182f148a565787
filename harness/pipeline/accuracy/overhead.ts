import { analyse } from "../../analyse/index.js";
import type { Overhead } from "../../model/accuracy.js";
import type { SamplingPlan } from "../../model/measurement.js";
import { ProblemError } from "../../support/problem.js";
import type { Bench, Pair } from "./attempts.js";

const BATCH = 16;
const TRIALS = 5;

/**
 * Times one variant alone, with its arguments restored before every operation, and again in batches that are restored
 * once. What the restore does to the operation after it is the difference of the medians per operation.
 */
export async function overhead({ proof }: Pair, bench: Bench, seed: number): Promise<Overhead> {
  const [candidate] = proof.verification.calibrated?.candidates ?? [];
  if (!candidate) throw new Error("a proven variant can be timed");
  const { name, symbol } = candidate.variant;
  const spec = { ...proof.spec, libraries: [{ name, path: candidate.library, symbol }] };
  const time = async (batch: number) => {
    const plan: SamplingPlan = {
      variants: [name],
      batch: [batch],
      frames: 1,
      group: [1],
      epochs: 6,
      roundsPerEpoch: 96,
      rotated: { first: 0, count: proof.inputs.timed },
      unseen: proof.inputs.unseen,
      warmup: 4e6,
      warmupRounds: 12,
    };
    const trials = [];
    for (let trial = 0; trial < TRIALS; trial++) {
      const session = await bench.executor.open(spec);
      if (!session.ok) throw died(session.death.message);
      const timed = await session.value.time(plan, seed + trial, bench.cpus);
      await session.value.close();
      if (!timed.ok) throw died(timed.death.message);
      trials.push(timed.value);
    }
    const analysis = analyse(plan, trials, { margin: 0.01, baseline: false });
    const median = analysis.variants[name]?.times.median ?? Number.NaN;
    return { median, empty: Math.min(...trials.map(({ emptyCalls }) => emptyCalls[0] ?? Number.NaN)) };
  };
  const [single, batched] = [await time(1), await time(BATCH)];
  return { empty_call: single.empty, restore_bias: single.median - batched.median };
}

const died = (message = "no reason given") =>
  new ProblemError({
    code: "WORKER_DIED",
    message: `The process that times the overhead ended: ${message}.`,
    mend: "Run it again; if it stays, please report it.",
  });

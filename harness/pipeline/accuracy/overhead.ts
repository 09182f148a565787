import { analyse } from "../../analyse/index.js";
import type { Overhead } from "../../model/accuracy.js";
import type { SamplingPlan } from "../../model/measurement.js";
import { ProblemError } from "../../support/problem.js";
import { timedSpec } from "../alone.js";
import { planFor } from "../measure.js";
import type { Bench, Pair } from "./attempts.js";

const BATCH = 16;

/**
 * Times one variant alone, with its arguments restored before every operation, and again in batches that are
 * restored once. What the restore does to the operation after it is the difference of the medians per
 * operation.
 */
export async function overhead({ proof }: Pair, bench: Bench, seed: number): Promise<Overhead> {
  const { calibrated } = proof.verification;
  const [candidate] = calibrated?.candidates ?? [];
  if (!calibrated || !candidate) throw new Error("a proven variant can be timed");
  const { name } = candidate.variant;
  const { margin, trials: count } = proof.workload.settings.limits;
  const spec = timedSpec(proof, [candidate]);
  const sampling = planFor([candidate], calibrated, proof, bench.machine);
  const time = async (batch: number) => {
    const plan: SamplingPlan = { ...sampling, batch: [batch], frames: 1, group: [1] };
    const trials = [];
    for (let trial = 0; trial < count; trial++) {
      const session = await bench.executor.open(spec);
      if (!session.ok) throw died(session.death.message);
      const timed = await session.value.time(plan, seed + trial, bench.cpus);
      await session.value.close();
      if (!timed.ok) throw died(timed.death.message);
      trials.push(timed.value);
    }
    const analysis = analyse(plan, trials, { margin, baseline: false });
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

import { median } from "simple-statistics";
import type { Warning } from "../../model/problem.js";
import { clockStep, isCoarse } from "../resolution.js";
import type { Evidence } from "./evidence.js";
import { duration, percent, plural } from "./text.js";

/** Samples that the clock cannot resolve to a tenth of the margin, or reads as zero. */
export function timerCoarse({
  plan,
  trials,
  margin,
  sieve,
  estimates,
  resolutions,
}: Evidence): Warning | null {
  const step = duration(clockStep(trials));
  const zeros = plan.variants.flatMap((name, v) => {
    const count = zeroSamples(
      sieve.all.flat().map((columns) => columns[v] ?? new Float64Array()),
      plan.group[v] ?? 1,
    );
    return count > 0 ? [`${plural(count, "sample")} of "${name}"`] : [];
  });
  const coarse = plan.variants.flatMap((name, v) => {
    const paired = estimates[v] !== null;
    const r = (paired ? (resolutions[0] ?? 0) : 0) + (resolutions[v] ?? 0);
    return isCoarse(r, margin)
      ? [`±${percent(r)} ${paired ? "in the ratio" : "in the time"} of "${name}"`]
      : [];
  });
  if (zeros.length + coarse.length === 0) return null;
  const facts = [
    ...(coarse.length > 0
      ? [`leaves ${coarse.join(", ")}, added to the intervals (margin ${percent(margin)})`]
      : []),
    ...(zeros.length > 0 ? [`${zeros.join(", ")} read as zero`] : []),
  ];
  return { code: "timer-coarse", message: `The clock's step of ${step} is too coarse: ${facts.join("; ")}.` };
}

/** Sums over `size` consecutive rounds that are zero. */
function zeroSamples(epochs: readonly Float64Array[], size: number): number {
  let zeros = 0;
  for (const samples of epochs) {
    let run = 0;
    for (let round = 0; round < samples.length; round++) {
      if (round % size === 0) run = 0;
      if ((samples[round] ?? 0) <= 0) run++;
      if (run === size || (run > 0 && run === samples.length)) zeros++;
    }
  }
  return zeros;
}

/** Above this share of an operation the cost of a call blurs every ratio towards 1 (measurement.md, protocol 7). */
const CALL_SHARE = 0.1;
/** From this share on the operation cannot be told from no operation. */
const NOTHING = 0.9;

export function callOverhead(evidence: Evidence): Warning | null {
  const parts = emptyCallShares(evidence)
    .filter(({ share }) => share > CALL_SHARE && share < NOTHING)
    .map(({ name, empty, share }) => `${duration(empty)} is ${percent(share)} of "${name}"`);
  if (parts.length === 0) return null;
  return {
    code: "call-overhead",
    message: `An empty call, which is not subtracted, takes its share: ${parts.join(", ")}. Kernels differ by more than the ratio says.`,
  };
}

export function noSlowerThanEmpty(evidence: Evidence): Warning | null {
  const idle = emptyCallShares(evidence).filter(({ share }) => share >= NOTHING);
  if (idle.length === 0) return null;
  const parts = idle.map(({ name, empty }) => `"${name}" (${duration(empty)})`);
  return {
    code: "no-slower-than-empty",
    message: `No slower than a call of an empty kernel, perhaps doing nothing: ${parts.join(", ")}.`,
  };
}

/** Nanoseconds of an empty call in the batches of each variant, and its share of the variant's time. */
const emptyCallShares = ({ plan, trials, times }: Evidence) =>
  plan.variants.map((name, v) => {
    const empty = median(trials.map((trial) => trial.emptyCalls[v] ?? Number.NaN));
    return { name, empty, share: empty / (times[v]?.median ?? Number.NaN) };
  });

import type { Warning } from "../../model/problem.js";
import { inTime } from "../../support/units.js";
import { emptyCallShares, NOTHING } from "../reservations.js";
import { clockStep, isCoarse } from "../resolution.js";
import type { Evidence } from "./evidence.js";
import { percent, plural } from "./text.js";

/** Samples that the clock cannot resolve to a tenth of the margin, or reads as zero. */
export function timerCoarse({ plan, trials, margin, sieve, clocks, resolutions }: Evidence): Warning | null {
  const step = inTime(clockStep(trials));
  const zeros = plan.variants.flatMap((name, v) => {
    const count = zeroSamples(
      sieve.all.flat().map((columns) => columns[v] ?? new Float64Array()),
      plan.group[v] ?? 1,
    );
    return count > 0 ? [`${plural(count, "sample")} of "${name}"`] : [];
  });
  // The baseline's part is in every ratio; without ratios there are times only.
  const paired = clocks.some((clock) => clock !== null);
  const coarse = plan.variants.flatMap((name, v) => {
    const r = (paired ? clocks[v] : resolutions[v]) ?? 0;
    return isCoarse(r, margin) ? [`±${percent(r)} in the ${paired ? "ratio" : "time"} of "${name}"`] : [];
  });
  if (zeros.length + coarse.length === 0) return null;
  const facts = [
    ...(coarse.length > 0
      ? [`it leaves ${coarse.join(", ")}, added to the intervals (margin ${percent(margin)})`]
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

export function callOverhead(evidence: Evidence): Warning | null {
  const parts = sharesOf(evidence)
    .filter(({ share }) => share > CALL_SHARE && share < NOTHING)
    .map(({ name, empty, share }) => `${inTime(empty)} is ${percent(share)} of "${name}"`);
  if (parts.length === 0) return null;
  return {
    code: "call-overhead",
    message: `An empty call, which is not subtracted, takes its share: ${parts.join(", ")}. Kernels differ by more than the ratio says.`,
  };
}

export function noSlowerThanEmpty(evidence: Evidence): Warning | null {
  const idle = sharesOf(evidence).filter(({ share }) => share >= NOTHING);
  if (idle.length === 0) return null;
  const parts = idle.map(({ name, empty }) => `"${name}" (${inTime(empty)})`);
  const hidden = idle.length > 1 ? " What the call hides is not the same for that: no verdict." : "";
  return {
    code: "no-slower-than-empty",
    message: `No slower than a call of an empty kernel, perhaps doing nothing: ${parts.join(", ")}.${hidden}`,
  };
}

const sharesOf = ({ plan, trials, times }: Evidence) =>
  emptyCallShares(
    plan,
    trials,
    times.map(({ median }) => median),
  );

import type { Warning } from "../../model/problem.js";
import type { Evidence } from "./evidence.js";
import { percent, plural } from "./text.js";

const FEWEST_KEPT = 0.5;

export function keptShareLow({ sieve }: Evidence): Warning | null {
  if (sieve.share >= FEWEST_KEPT) return null;
  const lost = sieve.shares.filter((share) => share === 0).length;
  const facts = [
    `Only ${percent(sieve.share)} of the rounds ran at full speed`,
    ...(lost > 0 ? [`none in ${plural(lost, "trial")}`] : []),
    ...(sieve.applied ? [] : ["too few to judge by, so that slow ones count too"]),
  ];
  return { code: "kept-share-low", message: `${facts.join(", ")}.${witness(sieve.blocks)}` };
}

/** What the probe, which shares no code and no data with the kernels, saw in the slow blocks. */
function witness(blocks: Evidence["sieve"]["blocks"]): string {
  const slow = blocks.filter((block) => block.slow && block.probeSlow !== null);
  if (slow.length === 0) return "";
  const confirmed = slow.filter(({ probeSlow }) => probeSlow).length / slow.length;
  return ` The independent probe was slow too in ${percent(confirmed)} of the slow blocks.`;
}

export function majorFaults({ trials }: Evidence): Warning | null {
  const faults = trials.reduce((sum, { observed }) => sum + observed.majorFaults, 0);
  if (faults === 0) return null;
  return {
    code: "major-faults",
    message: `${plural(faults, "page")} had to be read from disk within timed rounds.`,
  };
}

/** What a run itself adds to the load average: the next worker getting ready, the last one answering, and who judges that. */
const OWN_LOAD = 3;

export function load({ trials }: Evidence): Warning | null {
  const own = Math.max(1, ...trials.map((trial) => trial.cpus.length)) + OWN_LOAD;
  const least = Math.min(...trials.map((trial) => trial.observed.load));
  if (least <= own) return null;
  return {
    code: "load",
    message: `The load average was ${least.toFixed(1)} at least; a run itself makes up ${own} at most.`,
  };
}

export function unpinned({ trials }: Evidence): Warning | null {
  const loose = trials.filter((trial) => trial.cpus.length === 0).length;
  if (loose === 0) return null;
  return {
    code: "unpinned",
    message: `${plural(loose, "trial")} of ${trials.length} may have moved between CPUs: not pinned to one.`,
  };
}

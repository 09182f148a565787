import { quantile } from "simple-statistics";
import type { Observed } from "../../model/measurement.js";
import type { Warning } from "../../model/problem.js";
import { REFERENCE, SLOWDOWN } from "../blocks.js";
import type { Evidence } from "./evidence.js";
import { duration, percent, plural } from "./text.js";

const FEWEST_KEPT = 0.5;

export function keptShareLow({ sieve }: Evidence): Warning | null {
  if (sieve.share >= FEWEST_KEPT) return null;
  const lost = sieve.shares.filter((share) => share === 0).length;
  return {
    code: "kept-share-low",
    message:
      `Only ${percent(sieve.share)} of the rounds ran at full speed` +
      `${lost > 0 ? `, and none in ${plural(lost, "trial")}` : ""}. ${witness(sieve.blocks)} ` +
      (sieve.applied ? "" : "Too few to judge by: all rounds are used, slow ones included. ") +
      "Measure again when the machine is quiet.",
  };
}

/** What the probe, which shares no code and no data with the kernels, saw in the slow blocks. */
function witness(blocks: Evidence["sieve"]["blocks"]): string {
  const slow = blocks.filter((block) => block.slow && block.probe !== null);
  if (slow.length === 0) return "";
  const confirmed = slow.filter(probeSlow(blocks)).length / slow.length;
  return confirmed >= 0.5
    ? `The independent probe was slow too in ${percent(confirmed)} of the slow blocks: it is the machine.`
    : `The independent probe was slow in only ${percent(confirmed)} of the slow blocks: look at memory, or at the kernels.`;
}

/** Whether the probe of a block was slow, by the measure that blocks are judged by. */
export function probeSlow(blocks: Evidence["sieve"]["blocks"]) {
  const probes = blocks.flatMap(({ probe }) => (probe === null ? [] : [probe]));
  const limit =
    probes.length > 0 ? quantile(probes, REFERENCE) * Math.exp(SLOWDOWN) : Number.POSITIVE_INFINITY;
  return ({ probe }: { readonly probe: number | null }): boolean => probe !== null && probe >= limit;
}

/** A clock tick of /proc/stat, nanoseconds (USER_HZ is 100 on every supported system). */
const TICK = 1e7;
/** Share of the measured time that may be stolen: medians shrug it off, the mean of the machine does not. */
const STOLEN = 0.01;

export function steal(evidence: Evidence): Warning | null {
  const stolen = total(evidence, (o) => o.stealTicks) * TICK;
  if (stolen === 0) return null;
  const share = stolen / nativeTime(evidence);
  if (share <= STOLEN) return null;
  return {
    code: "steal",
    message:
      `The hypervisor took the CPU away for ${duration(stolen)} in ${duration(nativeTime(evidence))} of measuring ` +
      `(${percent(share)}). Other guests are busy: measure again later, or on a machine of your own.`,
  };
}

/** A median barely moves (7 % of its own spread) while interruptions hit fewer than one round in twenty. */
const SWITCHED_ROUNDS = 0.05;
/** Per second of measuring; below it slow operations lose less than about 1 % to a scheduler slice of 1 ms each. */
const SWITCHES_PER_SECOND = 10;

export function switches(evidence: Evidence): Warning | null {
  const rounds = evidence.sieve.all.flat().reduce((sum, columns) => sum + (columns[0]?.length ?? 0), 0);
  const many = (count: number) =>
    count > SWITCHED_ROUNDS * rounds && count > (SWITCHES_PER_SECOND * nativeTime(evidence)) / 1e9;
  const forced = total(evidence, (o) => o.involuntarySwitches);
  const waiting = total(evidence, (o) => o.voluntarySwitches);
  if (!many(forced) && !many(waiting)) return null;
  const facts = [
    ...(many(forced)
      ? [`was interrupted ${plural(forced, "time")}: other programs want its CPU, stop them`]
      : []),
    ...(many(waiting)
      ? [
          `went to sleep ${plural(waiting, "time")}: a kernel waits for something, and the wait is timed with it`,
        ]
      : []),
  ];
  return {
    code: "switches",
    message: `In ${plural(rounds, "round")} the measuring thread ${facts.join("; it ")}.`,
  };
}

export function majorFaults(evidence: Evidence): Warning | null {
  const faults = total(evidence, (o) => o.majorFaults);
  if (faults === 0) return null;
  return {
    code: "major-faults",
    message:
      `${plural(faults, "page")} had to be read from disk while measuring. Memory is short or swapping: free some, ` +
      "or make the workload smaller.",
  };
}

/** What a run itself adds to the load average: the next worker getting ready, and compilers that have just finished. */
const OWN_LOAD = 2;

export function load({ trials }: Evidence): Warning | null {
  const own = Math.max(1, ...trials.map((trial) => trial.cpus.length)) + OWN_LOAD;
  const least = Math.min(...trials.map((trial) => trial.observed.load));
  if (least <= own) return null;
  return {
    code: "load",
    message:
      `The load average was ${least.toFixed(1)} at least, of which a run itself makes up ${own} at most. Other programs ` +
      "share memory, caches and clock speed with the measurement even on other CPUs: stop them.",
  };
}

export function unpinned({ trials }: Evidence): Warning | null {
  const loose = trials.filter((trial) => trial.cpus.length === 0).length;
  if (loose === 0) return null;
  return {
    code: "unpinned",
    message:
      `${plural(loose, "trial")} of ${trials.length} could not be pinned to a CPU and may have moved between CPUs. ` +
      "Pinning needs Linux and a CPU that this process may use.",
  };
}

const total = ({ trials }: Evidence, count: (observed: Observed) => number): number =>
  trials.reduce((sum, trial) => sum + count(trial.observed), 0);

/** Time inside samples, nanoseconds. */
function nativeTime({ plan, sieve }: Evidence): number {
  let time = 0;
  for (const columns of sieve.all.flat()) {
    for (const [v, column] of columns.entries()) {
      time += (plan.batch[v] ?? 1) * column.reduce((sum, x) => sum + x, 0);
    }
  }
  return time;
}

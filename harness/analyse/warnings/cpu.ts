import type { Observed } from "../../model/measurement.js";
import type { Warning } from "../../model/problem.js";
import { SLICE } from "../../support/slice.js";
import { TICK } from "../../support/ticks.js";
import { inTime } from "../../support/units.js";
import { waitedBy } from "../reservations.js";
import type { Evidence } from "./evidence.js";
import { doubtful } from "./spread.js";
import { percent, plural } from "./text.js";

/** What took time on the measuring CPUs away from the kernels, or changed their speed. */

/** Share of a trial's time that may be lost: medians shrug it off, the mean of the machine does not. */
const LOST = 0.01;

export const steal = lost("steal", "The hypervisor took the CPU away", (o) => o.stealTicks * TICK);

export const throttling = lost(
  "quota-throttled",
  "The CPU quota stopped everything",
  (o) => o.throttled ?? 0,
);

function lost(code: string, what: string, time: (observed: Observed) => number) {
  return (evidence: Evidence): Warning | null => {
    const gone = total(evidence, time);
    const elapsed = total(evidence, (o) => o.elapsed);
    if (gone <= LOST * elapsed) return null;
    const share = percent(gone / elapsed);
    return {
      code,
      message: `${what} for ${inTime(gone)} in ${inTime(elapsed)} of measuring (${share}).`,
    };
  };
}

/**
 * A second thread that works now and then is the system; one that works longer shares the core's units and
 * caches.
 */
const BUSY = 0.1;

export function busySibling(evidence: Evidence): Warning | null {
  const could = total(evidence, (o) => o.siblings * o.elapsed);
  const worked = total(evidence, (o) => o.siblingTicks * TICK);
  if (worked <= BUSY * could) return null;
  return {
    code: "busy-sibling",
    message: `The other hardware thread of the measuring core was busy ${percent(worked / could)} of the time.`,
  };
}

/** A median barely moves (7 % of its own spread) while interruptions hit fewer than one round in twenty. */
const SWITCHED_ROUNDS = 0.05;
/**
 * Of the time inside samples, what interruptions may take if each lasts a whole slice: ten a second. Most
 * programs that wake now and then sleep again long before it ends, and a third of a slice each is 1 %
 * (`LOST`), which is the limit where the system counts what was lost.
 */
const SWITCHED_TIME = 0.03;

/**
 * Memory and code that move with every epoch leave the kernel's own threads a little to do on that CPU: on a quiet machine
 * of two CPUs they took it 1.5 to 2.2 times per epoch.
 */
const OWN_SWITCHES = 3;

export const interruptions = switches(
  "switches",
  (o) => o.involuntarySwitches,
  "other programs took the measuring thread's CPU",
  OWN_SWITCHES,
);

/** Whoever works on a device has to wait for it. */
export const waits = (evidence: Evidence): Warning | null =>
  evidence.trials.some(({ devices }) => devices !== undefined) ? null : sleeps(evidence);

const sleeps = switches(
  "waits",
  (o) => o.voluntarySwitches,
  "a kernel put its thread to sleep (for input, a lock, other threads), and the wait is timed with it:",
);

/**
 * Counted within timed rounds alone, in which nothing but kernels, restoring and the clock runs. `own`: those per epoch
 * that measuring itself causes.
 */
function switches(code: string, counted: (observed: Observed) => number, what: string, own = 0) {
  return (evidence: Evidence): Warning | null => {
    const { all } = evidence.sieve;
    const epochs = all.reduce((sum, trial) => sum + trial.length, 0);
    const rounds = all.flat().reduce((sum, columns) => sum + (columns[0]?.length ?? 0), 0);
    const count = total(evidence, counted);
    if (count - own * epochs <= SWITCHED_ROUNDS * rounds) return null;
    const lost = code === "switches" ? waitedBy(evidence.trials) : null;
    const enough =
      lost === null
        ? count * SLICE > SWITCHED_TIME * nativeTime(evidence)
        : lost > LOST * nativeTime(evidence);
    if (!enough) return null;
    return { code, message: `In ${plural(rounds, "round")} ${what} ${plural(count, "time")}.` };
  };
}

/**
 * Told only where trials differ by more than the margin can bear: paired rounds take most changes of speed
 * away.
 */
export function frequencyScaling(evidence: Evidence): Warning | null {
  const { trials, margin } = evidence;
  const governors = [...new Set(trials.flatMap(({ observed }) => observed.governor ?? []))];
  const follows = governors.filter((governor) => governor !== "performance");
  const turbo = trials.some(({ observed }) => observed.turbo === true);
  if ((follows.length === 0 && !turbo) || doubtful(evidence).length === 0) return null;
  const clocks = trials.flatMap(({ observed: { megahertz: m } }) => (m === null ? [] : [m.before, m.after]));
  const facts = [
    ...(follows.length > 0 ? [`governor ${follows.join(", ")}`] : []),
    ...(turbo ? ["turbo on"] : []),
    ...(clocks.length > 0
      ? [`${Math.round(Math.min(...clocks))} to ${Math.round(Math.max(...clocks))} MHz`]
      : []),
  ];
  return {
    code: "frequency-scaling",
    message: `The clock speed is free to change (${facts.join(", ")}), and trials differ by more than a margin of ${percent(margin)} bears.`,
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

import { loadavg } from "node:os";
import type { Observed } from "../model/measurement.js";
import { readThrottled } from "../support/control-groups.js";
import { offersPerformance, readFrequency, readGovernor, readTurbo } from "../support/frequency.js";
import { readSiblings, readText, type System, thisSystem } from "../support/system.js";
import { readTicks } from "../support/ticks.js";
import type { Driver } from "./driver.js";

/** What befalls one trial, from its creation on. */
export interface Observation {
  /** Runs timed rounds: only what the measuring thread suffers in them counts, not what memory or warm-up cost. */
  during<T>(rounds: () => T): T;
  end(): Omit<Observed, "unsettled">;
}

/** `cpus` are those that measure; none: nobody knows which, and nothing is said of them. */
export function observe(
  driver: Pick<Driver, "usage">,
  cpus: readonly number[],
  system: System = thisSystem,
): Observation {
  const siblings = [...new Set(cpus.flatMap((cpu) => readSiblings(system, cpu)))].filter(
    (cpu) => !cpus.includes(cpu),
  );
  const counted = { voluntary: 0, involuntary: 0, minorFaults: 0, majorFaults: 0 };
  const keys = Object.keys(counted) as (keyof typeof counted)[];
  let waited: number | null = readWaited(system) === null ? null : 0;
  const before = look();

  function look() {
    const ticks = readTicks(system);
    const sum = (of: readonly number[], kind: "steal" | "busy") =>
      of.reduce((total, cpu) => total + (ticks.get(cpu)?.[kind] ?? 0), 0);
    const clocks = cpus.flatMap((cpu) => readFrequency(system, cpu) ?? []);
    return {
      at: process.hrtime.bigint(),
      steal: sum(cpus, "steal"),
      siblingsBusy: sum(siblings, "busy"),
      throttled: readThrottled(system),
      megahertz: clocks.length === 0 ? null : clocks.reduce((a, b) => a + b, 0) / clocks.length,
    };
  }
  return {
    during(rounds) {
      const [from, since] = [driver.usage(), readWaited(system)];
      const result = rounds();
      const [to, until] = [driver.usage(), readWaited(system)];
      for (const key of keys) counted[key] += to[key] - from[key];
      // On one CPU a kernel that waits for threads of its own, as those of a device's runtime, waits while they work.
      const own = cpus.length === 1 ? to.worked - from.worked : 0;
      waited =
        waited === null || since === null || until === null
          ? null
          : waited + Math.max(0, until - since - own);
      return result;
    },
    end() {
      const after = look();
      const [first] = cpus;
      return {
        voluntarySwitches: counted.voluntary,
        involuntarySwitches: counted.involuntary,
        waited,
        minorFaults: counted.minorFaults,
        majorFaults: counted.majorFaults,
        elapsed: Number(after.at - before.at),
        stealTicks: after.steal - before.steal,
        siblings: siblings.length,
        siblingTicks: after.siblingsBusy - before.siblingsBusy,
        throttled:
          after.throttled === null || before.throttled === null ? null : after.throttled - before.throttled,
        megahertz:
          after.megahertz === null || before.megahertz === null
            ? null
            : { before: before.megahertz, after: after.megahertz },
        governor:
          first !== undefined && offersPerformance(system, first) ? readGovernor(system, first) : null,
        turbo: readTurbo(system),
        load: loadavg()[0] as number,
      };
    },
  };
}

/**
 * Nanoseconds for which this thread, which measures, has waited for a CPU so far: the second number of its `schedstat`
 * (Linux, Documentation/scheduler/sched-stats.rst); null where there is none.
 */
function readWaited(system: System): number | null {
  const [, waited] = readText(system, "proc/thread-self/schedstat")?.split(" ").map(Number) ?? [];
  return waited === undefined || Number.isNaN(waited) ? null : waited;
}

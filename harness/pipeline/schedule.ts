import { chooseCpus } from "../machine/cpus.js";
import type { RunSettings, Workload } from "../model/target.js";
import { ProblemError } from "../support/problem.js";
import type { Comparison } from "./inputs.js";
import type { Prepared } from "./native.js";

export interface Overrides {
  /** Override the declarations' limits. */
  readonly trials?: number;
  readonly budget?: number;
  /** Overrides the declared cache: what is measured then is not what is declared, so it is not to be recorded. */
  readonly cache?: RunSettings["cache"];
}

export interface Scheduled extends Comparison {
  readonly cpus: ReturnType<typeof chooseCpus>;
}

interface Schedule {
  readonly comparisons: readonly Scheduled[];
  /** Those that this machine has no CPUs for. */
  readonly failures: readonly ProblemError[];
}

/** Every comparison with its CPUs, which must be chosen before this process confines itself to some of them. */
export function schedule(prepared: readonly Prepared[], overrides: Overrides): Schedule {
  const comparisons: Scheduled[] = [];
  const failures: ProblemError[] = [];
  for (const one of prepared) {
    for (const workload of one.workloads) {
      try {
        const cpus = chooseCpus(workload.settings.threads);
        comparisons.push({ prepared: one, workload: withOverrides(workload, overrides), cpus });
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        failures.push(about(one, workload, error));
      }
    }
  }
  return { comparisons, failures };
}

function about({ target }: Prepared, { name }: Workload, { problem, exitCode }: ProblemError): ProblemError {
  const message = `${target.id} (workload ${name}) cannot be measured: ${problem.message}`;
  return new ProblemError({ ...problem, message, where: target.file }, exitCode);
}

/** What the command line overrides. */
function withOverrides(workload: Workload, { trials, budget, cache }: Overrides): Workload {
  const { settings } = workload;
  const limits = {
    ...settings.limits,
    ...(trials === undefined ? {} : { trials }),
    ...(budget === undefined ? {} : { budget }),
  };
  return { ...workload, settings: { ...settings, limits, cache: cache ?? settings.cache } };
}

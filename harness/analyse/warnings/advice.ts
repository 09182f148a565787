import type { Machine } from "../../model/machine.js";
import type { Warning } from "../../model/problem.js";
import type { Limits } from "../../model/target.js";

/** What decides which advice helps. */
export interface Circumstances {
  readonly machine: Pick<Machine, "virtual" | "cpus">;
  readonly platform: NodeJS.Platform;
  readonly limits: Limits;
}

type Advice = string | ((circumstances: Circumstances) => string);

const MORE_WORK = "Give the workload more work per call.";
const QUIETER = ({ machine }: Circumstances): string =>
  machine.virtual === null
    ? "End what else is running (see `top`), then measure again; `bench doctor` looks for more."
    : "Neighbours on the host may be busy: measure again later, or on a machine with dedicated CPUs.";
const moreTrials = ({ limits }: Circumstances): string => `--trials ${Math.max(10, 2 * limits.trials)}`;

/** By code of the warning: what to do about it. */
const ADVICE: Readonly<Record<string, Advice>> = {
  "timer-coarse": MORE_WORK,
  "call-overhead": MORE_WORK,
  "no-slower-than-empty":
    "Look whether the compiler removed its work, and whether `verify` looks at its result.",
  "kept-share-low": QUIETER,
  "trials-disagree": (c) =>
    `Memory layout, huge pages or clock speed differ between processes: ${moreTrials(c)} averages over more.`,
  "warm-up-drift":
    "See whether a kernel keeps something from call to call (`before` can reset it, untimed); if none does, the clock may follow the load: see `bench doctor`.",
  unsettled: (c) =>
    `Warm-up takes some milliseconds per epoch, however large the budget: a smaller workload settles in less; otherwise ${lower(QUIETER(c))}`,
  modes:
    "Where data or code happen to lie does this, and the intervals hold it; so do inputs on different paths, which are better workloads apart, and a learning branch predictor.",
  "neighbour-effect":
    "The order is balanced, so that ratios hold a share of it: --variant measures one variant at a time.",
  "replayed-and-rotated-differ":
    "Decide which of the two your callers do; benchmarks that repeat one input measure a learned one.",
  autocorrelated: (c) =>
    `Rounds influence one another; more of them help little, more trials do: ${moreTrials(c)}.`,
  "verdict-withheld": "End what else is running (see `top`), or declare fewer `threads` than there are CPUs.",
  steal: "Other guests of the host are busy: measure again later, or on a machine with dedicated CPUs.",
  "quota-throttled":
    "Run without a quota (docker: no --cpus; Kubernetes: no CPU limit), pinned with --cpuset-cpus instead.",
  switches: ({ machine }) =>
    machine.cpus === 1
      ? "Measure where there are two CPUs or more: the rest then stays off the measuring one."
      : "End what else is running (see `top`): it competes for the CPU.",
  waits: "Take waiting out of the kernel, or declare its `threads`.",
  "busy-sibling": ({ machine }) =>
    machine.virtual === null
      ? "End what runs there, or switch the sibling off: `bench doctor` says how."
      : "Choose a machine with one hardware thread per core, or end what runs there.",
  "frequency-scaling": (c) =>
    `\`bench doctor\` says how to fix the clock; ${moreTrials(c)} narrows the interval without.`,
  "major-faults": "Memory is short: free some, or make the workload smaller.",
  load: "Other programs share memory, caches and clock speed even on other CPUs: end them (see `top`).",
  "device-throttled":
    "Let it cool down or raise its power limit (see `nvidia-smi -q -d PERFORMANCE,POWER`); ratios hold as far as all variants were slowed alike.",
  "device-shared":
    "End what else computes there (see `nvidia-smi`), or choose another device with CUDA_VISIBLE_DEVICES.",
  unpinned: ({ platform }) =>
    platform === "linux"
      ? "Allow this process a CPU to be pinned to (taskset, docker --cpuset-cpus, systemd AllowedCPUs)."
      : "This system cannot pin: use Linux for numbers that matter.",
  "identical-artifacts":
    "If they were meant to differ, look at their `flags` and `defines`: the compiler sees no difference.",
};

/** Adds to each warning what to do about it, where it does not say so itself. */
export const advise = (warnings: readonly Warning[], circumstances: Circumstances): Warning[] =>
  warnings.map((warning) => {
    const advice = warning.advice ?? ADVICE[warning.code];
    if (advice === undefined) return warning;
    return { ...warning, advice: typeof advice === "string" ? advice : advice(circumstances) };
  });

const lower = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

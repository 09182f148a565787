import { ProblemError } from "../support/problem.js";
import {
  parseCpuList,
  readNumber,
  readSiblings,
  readText,
  type System,
  thisSystem,
} from "../support/system.js";

/** A CPU that this process may use. */
export interface Cpu {
  readonly cpu: number;
  /** CPUs of the same core, itself included. */
  readonly siblings: readonly number[];
  /** Kept free of other work by the kernel (`isolcpus`). */
  readonly isolated: boolean;
  /** Relative speed, 1024 the fastest; cores of one machine may differ. */
  readonly capacity: number;
}

interface CpuChoice {
  /** For the measuring thread or threads; empty: do not pin. */
  readonly measuring: readonly number[];
  /** For everything else. */
  readonly others: readonly number[];
}

const CPU = "sys/devices/system/cpu";

/**
 * CPUs for a kernel of so many threads. Read it before this process confines itself, which hides the other CPUs.
 * Outside Linux nothing is pinned and both lists are empty.
 * @throws ProblemError TOO_FEW_CPUS
 */
export const chooseCpus = (threads: number, system: System = thisSystem): CpuChoice =>
  system.platform === "linux" ? pickCpus(readCpus(system), threads) : { measuring: [], others: [] };

export function readCpus(system: System): Cpu[] {
  const status = readText(system, "proc/self/status") ?? "";
  const allowed = parseCpuList(/^Cpus_allowed_list:\s*(.*)$/m.exec(status)?.[1] ?? "");
  const isolated = new Set(parseCpuList(readText(system, `${CPU}/isolated`) ?? ""));
  return allowed.map((cpu) => {
    const siblings = readSiblings(system, cpu);
    return {
      cpu,
      siblings: siblings.length === 0 ? [cpu] : siblings,
      isolated: isolated.has(cpu),
      capacity: readNumber(system, `${CPU}/cpu${cpu}/cpu_capacity`) ?? 1024,
    };
  });
}

/**
 * One core per thread while there are cores, isolated and fast ones first, and the core of CPU 0, which serves most
 * interrupts, last. What is left keeps off the measuring cores' second threads where it can.
 */
export function pickCpus(cpus: readonly Cpu[], threads: number): CpuChoice {
  if (threads > cpus.length) throw new ProblemError(tooFew(threads, cpus.length));
  const measuring: Cpu[] = [];
  const coreTaken = (cpu: Cpu): boolean => measuring.some((one) => one.siblings.includes(cpu.cpu));
  while (measuring.length < threads) {
    const left = cpus.filter((cpu) => !measuring.includes(cpu));
    const [best] = left.sort(
      (a, b) =>
        Number(coreTaken(a)) - Number(coreTaken(b)) ||
        Number(b.isolated) - Number(a.isolated) ||
        b.capacity - a.capacity ||
        interrupted(a) - interrupted(b) ||
        b.cpu - a.cpu,
    );
    if (best !== undefined) measuring.push(best);
  }
  const others = cpus.filter((cpu) => !measuring.includes(cpu));
  const apart = others.filter((cpu) => !coreTaken(cpu));
  const kept = [apart, others, cpus].find((list) => list.length > 0) ?? [];
  return { measuring: numbers(measuring), others: numbers(kept) };
}

const interrupted = ({ cpu, siblings }: Cpu): number => (cpu === 0 ? 2 : siblings.includes(0) ? 1 : 0);

const numbers = (cpus: readonly Cpu[]): number[] => cpus.map(({ cpu }) => cpu).sort((a, b) => a - b);

const tooFew = (threads: number, cpus: number) => ({
  code: "TOO_FEW_CPUS",
  message: `The kernel uses ${threads} threads, but only ${cpus} CPU${cpus === 1 ? " is" : "s are"} available here.`,
  mend: "Measure on a larger machine, or declare fewer `threads`.",
});

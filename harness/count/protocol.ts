import type { Count } from "../model/counter.js";

/** Calls of a kernel that only returns, before those of the kernel: the last one tells what is the caller's own. */
const IDLE_CALLS = 2;
/** The instruction with which that kernel returns. */
const RETURN = 1;
/** Instances of the workload that are asked for. */
const INSTANCES = 2;

/**
 * Instances to call the kernel on, in order: three times all of them. The first time around is not counted, since it
 * meets thread-local variables, unresolved symbols and a heap as they were when the process began; in the second call
 * malloc still adapts to what it learnt from the first. The third time around tells whether the second is the rule.
 */
export function callsOf(instances: number): number[] {
  const pass = Array.from({ length: Math.min(INSTANCES, instances) }, (_, i) => i);
  return [...pass, ...pass, ...pass];
}

/**
 * What all calls say together, `IDLE_CALLS` and those of `callsOf`; null where there is another number of them, or
 * one that took no instruction at all.
 */
export function countOf(counts: readonly number[], instances: number): Count | null {
  const passes = callsOf(instances).length / 3;
  const idle = counts[IDLE_CALLS - 1] ?? 0;
  if (counts.length !== IDLE_CALLS + 3 * passes || idle < RETURN) return null;
  const calls = counts.slice(IDLE_CALLS + passes).map((count) => count - idle + RETURN);
  if (calls.some((count) => count < RETURN)) return null;
  return {
    instructions: Math.round(calls.reduce((sum, count) => sum + count, 0) / calls.length),
    range: [Math.min(...calls), Math.max(...calls)],
    steady: calls.every((count, i) => count === calls[i % passes]),
  };
}

import { hasOutcome } from "../model/record.js";
import { hasNativeOracle, type Workload } from "../model/target.js";
import { type Compared, unmeasured } from "./compare.js";
import type { Prepared } from "./native.js";

/**
 * Targets of which nothing can run here: every variant is skipped, or built for a device that is not here. No inputs are drawn
 * for them. One whose oracle did not build is not among them: that is to be told.
 */
export function splitIdle(prepared: readonly Prepared[]): {
  readonly idle: readonly { readonly prepared: Prepared; readonly workload: Workload }[];
  readonly active: readonly Prepared[];
} {
  const active = prepared.filter((one) => !isIdle(one));
  const idle = prepared
    .filter(isIdle)
    .flatMap((one) => one.workloads.map((workload) => ({ prepared: one, workload })));
  return { idle, active };
}

function isIdle({ target, variants, build, out }: Prepared): boolean {
  if (hasNativeOracle(target) && build.problems.has(target.oracle.name)) return false;
  return variants.every(({ name }) => {
    const fate = out.get(name);
    return fate !== undefined && !hasOutcome(fate);
  });
}

/** What is told of them. */
export const idleResult = ({ prepared, workload }: { prepared: Prepared; workload: Workload }): Compared =>
  unmeasured(prepared, workload, prepared.out);

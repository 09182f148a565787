import { onTestFinished } from "vitest";
import { inout } from "../../index.js";
import type { Executor, Session, SessionSpec } from "../../model/executor.js";
import type { Target, Workload } from "../../model/target.js";
import { sampleTarget, sampleVariant, sampleWorkload } from "../../support/testing/target.js";

/** A simple kernel, whose variants have one oddity each: it halves floats in place and adds 1. */
export const KERNEL = "void kernel(float *x, size_t n)";
export const BODY = "for (size_t i = 0; i < n; i++) x[i] = x[i] * 0.5f + 1;";

const signature = { kernel: { name: "kernel", args: { x: inout("f32", "n"), n: "usize" } } } as const;

/** What to build for variants of these names, and what to give them. */
export const halving = (names: readonly string[]): { target: Target; workload: Workload } => ({
  target: sampleTarget(
    signature,
    names.map((name) => sampleVariant(name)),
  ),
  workload: sampleWorkload({ n: 2000, x: { fill: "normal", mean: 0, sd: 1 } }),
});

/** What of a built target sessions are made of. */
interface Sample {
  executor(): Executor;
  spec(names: readonly string[], parts?: Partial<SessionSpec>): SessionSpec;
}

/** Closed when the test is over. */
export function openExecutor(sample: Sample): Executor {
  const made = sample.executor();
  onTestFinished(() => made.close());
  return made;
}

/** A session on the variants named, of an executor of its own. */
export async function openSession(
  sample: Sample,
  names: readonly string[],
  parts: Partial<SessionSpec> = {},
): Promise<Session> {
  const session = await openExecutor(sample).open(sample.spec(names, parts));
  if (!session.ok) throw new Error(JSON.stringify(session.death));
  return session.value;
}

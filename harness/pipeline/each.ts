import { join } from "node:path";
import { createExecutor, type Sanitized } from "../measure/index.js";
import type { Executor } from "../model/executor.js";
import type { Project } from "../model/project.js";
import type { Inputs } from "../plan/inputs.js";
import { ProblemError } from "../support/problem.js";
import type { Context } from "./context.js";
import { type Comparison, InputQueue } from "./inputs.js";
import { clearLeftovers } from "./leftovers.js";

export interface Tools {
  readonly executor: Executor;
  readonly inputs: Inputs;
  /** Draws the inputs of the next comparison; to be called when this process has nothing else to do. */
  readonly drawNext: () => void;
}

/**
 * Works on one comparison after the other, with worker processes and drawn inputs that are gone afterwards. A ProblemError
 * ends its own comparison only; all of them are returned. An abort kills the workers and ends the loop. `sanitized`: how
 * workers run what was built with sanitizers.
 */
export async function eachComparison<C extends Comparison>(
  project: Project,
  comparisons: readonly C[],
  { observe, signal }: Context,
  work: (comparison: C, tools: Tools) => Promise<void>,
  sanitized: Sanitized | null = null,
): Promise<ProblemError[]> {
  const failures: ProblemError[] = [];
  const folder = join(project.scratch, "run");
  await clearLeftovers(folder);
  const executor = createExecutor(folder, sanitized);
  const queue = new InputQueue(project, comparisons);
  const stop = () => void executor.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for (const comparison of comparisons) {
      if (signal.aborted) break;
      executor.prepare();
      try {
        const inputs = await queue.take(comparison);
        await work(comparison, { executor, inputs, drawNext: () => queue.drawNext(comparison) });
      } catch (error) {
        if (signal.aborted) break;
        if (!(error instanceof ProblemError)) throw error;
        failures.push(error);
        observe({ event: "problem", problem: error.problem });
      } finally {
        await queue.drop([comparison]);
      }
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await executor.close();
    await queue.drop();
  }
  return failures;
}

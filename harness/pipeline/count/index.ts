import { availableParallelism } from "node:os";
import pMap from "p-map";
import { countCalls } from "../../count/index.js";
import type { Count, Counter } from "../../model/counter.js";
import type { Executor } from "../../model/executor.js";
import type { Workload } from "../../model/target.js";
import type { Inputs } from "../../plan/inputs.js";
import type { Counts } from "../../record/instructions.js";
import type { Fate } from "../../record/result.js";
import { ProblemError } from "../../support/problem.js";
import type { Prepared } from "../native.js";
import { prove } from "../prove.js";
import type { Counting } from "./prepare.js";

export { type Counting, prepareCounting } from "./prepare.js";

export interface CountOptions {
  readonly executor: Executor;
  readonly signal: AbortSignal;
  /** Names of the variants wanted; default: all that were prepared. */
  readonly only?: readonly string[];
  readonly onVariant: (name: string) => void;
}

/** Valgrind slows code by 20 to 100 (its manual, "The Valgrind Quick Start Guide" and Callgrind's), and calls are several. */
const PATIENCE = 100;

/**
 * Counts the instructions of one operation of each variant of a target, on one workload. What is counted is proven
 * right first: it is another build than the one that is timed. Takes no claim on the machine, since times do not matter:
 * claim it against those who measure. `target`: an id in `counting.prepared`; `inputs`: drawn for its signature.
 */
export async function countInstructions(
  counting: Counting,
  target: string,
  workload: Workload,
  inputs: Inputs,
  options: CountOptions,
): Promise<Counts> {
  const { tool, prepared } = counting;
  const { counter } = tool;
  const chosen = prepared.get(target);
  if (!chosen) throw new Error(`${target} was not prepared for counting`);
  if ("code" in chosen) return nothing(counter, options.only ?? [], chosen.message);
  const wanted = chosen.variants.filter(({ name }) => options.only?.includes(name) ?? true);
  const names = wanted.map(({ name }) => name);
  const { threads, limits, align } = workload.settings;
  if (threads > 1)
    return nothing(counter, names, `of its ${threads} threads only the one that calls it would be counted`);
  let out: ReadonlyMap<string, Fate>;
  try {
    out = await judge(chosen, workload, inputs, options);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return nothing(counter, names, error.problem.message);
  }
  const counted = new Map<string, Count>();
  const uncounted = new Map<string, string>();
  const one = async (variant: (typeof wanted)[number]) => {
    const { name, symbol } = variant;
    const artifact = chosen.build.artifacts.get(name);
    const fate = out.get(name);
    if (fate || !artifact) return void uncounted.set(name, whyOut(fate));
    options.onVariant(name);
    const subject = {
      program: counting.program,
      driver: chosen.build.driver.library,
      library: artifact.library,
      prebuilt: variant.library !== undefined,
      symbol,
      inputs,
      align,
      timeout: limits.timeout * PATIENCE,
    };
    const count = await countCalls(subject, tool, counting.scratch, options.signal);
    if (typeof count === "string") uncounted.set(name, count);
    else counted.set(name, count);
  };
  // An abort ends each process at once; what it left is cleared away before this returns.
  await pMap(wanted, one, { concurrency: availableParallelism() });
  return { counter, counted, uncounted };
}

const nothing = (counter: Counter, names: readonly string[], why: string): Counts => ({
  counter,
  counted: new Map(),
  uncounted: new Map(names.map((name) => [name, why.replace(/\.$/, "")])),
});

/** Variants that are out, as those are that the build for counting does otherwise than it must. */
async function judge(chosen: Prepared, workload: Workload, inputs: Inputs, { executor }: CountOptions) {
  return (await prove(chosen, workload, inputs, { executor, cpus: [], onVariant: () => {} })).out;
}

const whyOut = (fate: Fate | undefined): string => {
  if (!fate || fate.state === "measured") return "it was not built";
  const message = fate.problem.message.replace(/\.$/, "");
  const noFault = fate.state === "skipped" || fate.state === "built";
  return noFault ? message : `the build for counting is ${fate.state}: ${message}`;
};

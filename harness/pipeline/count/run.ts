import type { CounterChoice } from "../../model/counter.js";
import type { Executor } from "../../model/executor.js";
import type { Problem } from "../../model/problem.js";
import type { Project } from "../../model/project.js";
import type { VariantResult } from "../../model/record.js";
import type { Inputs } from "../../plan/inputs.js";
import { withInstructions } from "../../record/instructions.js";
import type { Compared } from "../compare.js";
import type { Context } from "../context.js";
import type { Comparison } from "../inputs.js";
import type { Native } from "../native.js";
import { countInstructions, prepareCounting } from "./index.js";

/** Adds to what was compared the instructions of each variant that was measured. */
type Count = (
  compared: Compared,
  comparison: Comparison,
  inputs: Inputs,
  executor: Executor,
) => Promise<Compared>;

/**
 * How `bench run` counts what it has timed: not at all without a `choice`. Where nobody can count, `problems` tells why,
 * and every variant has null.
 */
export async function instructionCounter(
  project: Project,
  native: Native,
  choice: CounterChoice | undefined,
  context: Context,
): Promise<{ readonly count: Count; readonly problems: readonly Problem[] }> {
  if (choice === undefined) return { count: async (compared) => compared, problems: [] };
  const { counting, problems } = await prepareCounting(project, native, choice, context);
  for (const problem of problems) context.observe({ event: "problem", problem });
  if (counting === null) return { count: async (compared) => withoutNumbers(compared), problems };
  const { signal, observe } = context;
  const count: Count = async (compared, { prepared, workload }, inputs, executor) => {
    const { id } = prepared.target;
    const options = {
      executor,
      signal,
      only: Object.entries(compared.result.variants)
        .filter(isMeasured)
        .map(([name]) => name),
      onVariant: (variant: string) =>
        observe({ event: "count", target: id, workload: workload.name, variant }),
    };
    try {
      const counts = await countInstructions(counting, id, workload, inputs, options);
      if (!signal.aborted) return { ...compared, result: withInstructions(compared.result, counts) };
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return compared; // what was timed is whole
  };
  return { count, problems };
}

const isMeasured = ([, { state }]: readonly [string, VariantResult]): boolean => state === "measured";

function withoutNumbers(compared: Compared): Compared {
  const variants = Object.entries(compared.result.variants).map((entry): [string, VariantResult] =>
    isMeasured(entry) ? [entry[0], { ...entry[1], instructions: null }] : [entry[0], entry[1]],
  );
  return { ...compared, result: { ...compared.result, variants: Object.fromEntries(variants) } };
}

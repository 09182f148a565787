import type { Cost, Target, Workload } from "../model/target.js";
import type { DecodedArguments } from "../model/value.js";
import type { Costs } from "../record/result.js";
import { ProblemError } from "../support/problem.js";

/**
 * Declared costs of one operation on `inputs`.
 * @throws ProblemError COST_FAILED
 */
export function costsOf(target: Target, workload: Workload, inputs: DecodedArguments): Costs {
  const costOf = (name: keyof Costs, cost: Cost | undefined): number | undefined => {
    if (cost === undefined) return undefined;
    const failed = (how: string, cause?: unknown) =>
      new ProblemError(
        {
          code: "COST_FAILED",
          message: `\`${name}\` of ${target.id} (workload ${workload.name}) ${how}.`,
          where: target.file,
          mend: `Make \`${name}\` return a finite number, 0 or more, from the workload's inputs, or leave it out.`,
        },
        undefined,
        { cause },
      );
    let value: unknown;
    try {
      value = cost(inputs);
    } catch (error) {
      throw failed(`throws: ${error instanceof Error ? error.message : String(error)}`, error);
    }
    if (typeof value !== "number") throw failed(`yields no number but a value of type ${typeof value}`);
    if (!(Number.isFinite(value) && value >= 0)) throw failed(`yields ${value}`);
    return value;
  };
  return {
    bytes: costOf("bytes", target.bytes),
    flops: costOf("flops", target.flops),
    items: costOf("items", target.items),
  };
}

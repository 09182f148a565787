import type { Count, Counter } from "../model/counter.js";
import type { Warning } from "../model/problem.js";
import type { Result, VariantResult } from "../model/record.js";

/** Counts of one target × workload; every variant asked for is in one of the two. */
export interface Counts {
  readonly counter: Counter;
  readonly counted: ReadonlyMap<string, Count>;
  /** Why there is no number of it: a clause about the variant, without a full stop. */
  readonly uncounted: ReadonlyMap<string, string>;
}

/** The result with the counts of its variants in it, and with what there is to say about them. */
export function withInstructions(result: Result, { counter, counted, uncounted }: Counts): Result {
  const variants = Object.entries(result.variants).map(([name, variant]): [string, VariantResult] => {
    const count = counted.get(name);
    if (!count) return [name, uncounted.has(name) ? { ...variant, instructions: null } : variant];
    const { instructions, range } = count;
    const differs = range[0] !== range[1];
    return [name, { ...variant, instructions, ...(differs ? { instructions_range: range } : {}) }];
  });
  const warnings = [
    ...[...uncounted].map(([name, why]) => notCounted(name, why)),
    ...(counter === "callgrind" ? [...counted].flatMap(([name, count]) => unsteady(name, count)) : []),
  ];
  return {
    ...result,
    counter,
    warnings: [...result.warnings, ...warnings],
    variants: Object.fromEntries(variants),
  };
}

const notCounted = (name: string, why: string): Warning => ({
  code: "instructions-not-counted",
  message: `The instructions of ${name} are not counted: ${why}.`,
});

/** The CPU's counter is off by a few instructions now and then; valgrind never is. */
const unsteady = (name: string, { steady, range: [fewest, most] }: Count): Warning[] =>
  steady
    ? []
    : [
        {
          code: "instructions-differ",
          message: `Calls of ${name} on the same inputs take another number of instructions each time, ${fewest} to ${most}: what it keeps between calls, or where its memory lies, decides.`,
          advice: "Compare its counts with a threshold above that difference.",
        },
      ];

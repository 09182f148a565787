import type { Problem } from "../model/problem.js";
import type { VariantState } from "../model/record.js";
import { EXIT, type ExitCode, type ProblemError } from "../support/problem.js";

/** What a command that works through comparisons has to show for it. */
interface Work {
  readonly results: readonly {
    readonly variants: { readonly [name: string]: { readonly state: VariantState | "verified" } };
  }[];
  /** Each means exit code 1. */
  readonly problems: readonly Problem[];
  readonly failures: readonly ProblemError[];
  readonly interrupted: boolean;
  /** What became of variants that stand in no result. */
  readonly states?: readonly string[];
}

/** All problems, each once, and the first of 130, 2, 1, 5, 3, 4 that applies to what became of the variants and to what else went wrong. */
export function conclude({ results, problems, failures, interrupted, states: others = [] }: Work): {
  problems: Problem[];
  exitCode: ExitCode;
} {
  const own = results.flatMap(({ variants }) => Object.values(variants).map(({ state }) => state as string));
  const states = [...own, ...others];
  const codes = new Set<ExitCode>([
    ...failures.map(({ exitCode }) => exitCode),
    ...(problems.length > 0 ? [EXIT.failed] : []),
    ...(interrupted ? [EXIT.interrupted] : []),
    ...(states.includes("failed") ? [EXIT.failed] : []),
    ...(states.includes("invalid") ? [EXIT.wrong] : []),
    ...(states.includes("regression") ? [EXIT.regression] : []),
    ...(states.includes("ambiguous") ? [EXIT.ambiguous] : []),
  ]);
  const all = [...problems, ...failures.map(({ problem }) => problem)];
  return {
    // What is wrong with a target is found again with each of its workloads.
    problems: [...new Map(all.map((problem) => [JSON.stringify(problem), problem])).values()],
    exitCode: Object.values(EXIT).find((code) => codes.has(code)) ?? EXIT.ok,
  };
}

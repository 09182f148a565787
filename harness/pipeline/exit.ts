import type { VariantState } from "../model/record.js";
import { EXIT, type ExitCode } from "../support/problem.js";

/** The first of 130, 2, 1, 5 that applies to what became of the variants. */
export function exitCodeOf(
  states: readonly (VariantState | "verified")[],
  problems: number,
  interrupted: boolean,
): ExitCode {
  if (interrupted) return EXIT.interrupted;
  if (problems > 0 || states.includes("failed")) return EXIT.failed;
  return states.includes("invalid") ? EXIT.wrong : EXIT.ok;
}

import type { VariantState } from "../model/record.js";
import { EXIT, type ExitCode } from "../support/problem.js";

/** The first of 130, 2, 1, 5 that applies to what became of the variants, and to what else went wrong. */
export function exitCodeOf(
  states: readonly (VariantState | "verified")[],
  failures: readonly ExitCode[],
  interrupted: boolean,
): ExitCode {
  const codes = new Set([
    ...failures,
    ...(interrupted ? [EXIT.interrupted] : []),
    ...(states.includes("failed") ? [EXIT.failed] : []),
    ...(states.includes("invalid") ? [EXIT.wrong] : []),
  ]);
  return Object.values(EXIT).find((code) => codes.has(code)) ?? EXIT.ok;
}

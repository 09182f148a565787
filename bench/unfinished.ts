import type { Problem } from "../harness/model/problem.js";
import type { Progress } from "../harness/model/progress.js";
import { EXIT, type ExitCode } from "../harness/support/problem.js";

export type Place = Extract<Progress, { event: "plan" }>["comparisons"][number];

/** A command that works through comparisons, as far as it came. */
interface Work {
  readonly command: "run" | "check";
  readonly planned: readonly Place[];
  readonly results: readonly Place[];
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;
  readonly interrupted: boolean;
}

const DONE = { run: "measured", check: "checked" } as const;

/**
 * All problems and the exit code, with what the work itself does not tell: that an interruption left comparisons out, or
 * that there was nothing to do, which must not pass for success.
 */
export function account({ command, planned, results, problems, exitCode, interrupted }: Work): {
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;
} {
  if (interrupted) {
    const missing = planned.filter(
      ({ target, workload }) => !results.some((one) => one.target === target && one.workload === workload),
    );
    const told = missing.length === 0 ? [] : [interruption(command, missing)];
    return { problems: [...problems, ...told], exitCode: EXIT.interrupted };
  }
  if (planned.length + results.length + problems.length > 0) return { problems, exitCode };
  const problem = {
    code: "NO_TARGETS",
    message: `Nothing was ${DONE[command]}: there are no targets.`,
    mend: "scaffold one with `bench new <id>`",
  };
  return { problems: [problem], exitCode: EXIT.usage };
}

/** Selectors that a command to copy may hold; with more it is no longer read. */
const MOST_SELECTORS = 6;

function interruption(command: Work["command"], missing: readonly Place[]): Problem {
  const targets = [...new Set(missing.map(({ target }) => target))];
  const selectors = targets.length > MOST_SELECTORS ? "" : ` ${targets.join(" ")}`;
  return {
    code: "INTERRUPTED",
    message: `Not ${DONE[command]}: ${missing.map(({ target, workload }) => `${target} ${workload}`).join(", ")}.`,
    mend: `go on with \`bench ${command}${selectors}\``,
  };
}

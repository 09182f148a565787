import type { Problem } from "../harness/model/problem.js";
import { EXIT, type ExitCode, ProblemError } from "../harness/support/problem.js";
import { COMMANDS, type CommandName } from "./command-table.js";

/** What to say, and the exit code, when a command ended with `error`. A stack is shown only with PAWL_DEBUG=1. */
export function toFailure(error: unknown, env: NodeJS.ProcessEnv): { problem: Problem; exitCode: ExitCode } {
  if (error instanceof ProblemError) return { problem: error.problem, exitCode: error.exitCode };
  const stack = error instanceof Error ? error.stack : undefined;
  const debug = env.PAWL_DEBUG === "1";
  const problem = {
    code: "INTERNAL",
    message: `Unexpected error: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    ...(debug && stack !== undefined ? { where: stack } : {}),
    mend: debug
      ? "please report this, with the stack above"
      : "please report this, with what PAWL_DEBUG=1 adds",
  };
  return { problem, exitCode: EXIT.failed };
}

/** The JSON document of a command that failed before it had a report; `command` is null when none was recognised. */
export function failureDocument(command: CommandName | null, problem: Problem): object {
  const fields = command === null ? {} : COMMANDS[command].blank;
  return { schema: `pawl/${command ?? "bench"}@1`, ...fields, problems: [problem] };
}

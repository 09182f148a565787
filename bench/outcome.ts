import type { Problem } from "../harness/model/problem.js";
import type { Report } from "../harness/model/reports.js";
import type { ExitCode } from "../harness/support/problem.js";
import type { CommandName, Values } from "./command-table.js";
import type { Terminal } from "./terminal/terminal.js";

/** What a command leaves to be shown. */
export interface Outcome {
  /** The document of `--json`; null for a command without one. */
  readonly report: Report | null;
  readonly exitCode: ExitCode;
  /** The view for people. */
  readonly text: string;
  /** Problems that `text`, or what was printed on the way, already shows. */
  readonly shown?: readonly Problem[];
  /** Printed after the problems. */
  readonly closing?: string;
}

/** What every file in `commands/` exports. */
export type Execute<N extends CommandName> = (values: Values<N>, terminal: Terminal) => Promise<Outcome>;

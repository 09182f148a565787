import { EXIT } from "../harness/support/problem.js";
import type { CommandName } from "./command-table.js";
import { failureDocument, toFailure } from "./failure.js";
import type { Execute, Outcome } from "./outcome.js";
import { type Given, parse } from "./parser.js";
import { unshown } from "./terminal/problem.js";
import { type Io, openTerminal, type Terminal } from "./terminal/terminal.js";
import { commandIn, usageError } from "./usage.js";

/** What the script of `bench completion` calls to ask for words. */
const COMPLETIONS = "--get-yargs-completions";

/** Loaded only when the command runs: `bench --help` stays cheap. */
const COMMAND_MODULES: { readonly [N in CommandName]: () => Promise<{ readonly execute: Execute<N> }> } = {
  list: () => import("./commands/list.js"),
  run: () => import("./commands/run.js"),
  check: () => import("./commands/check.js"),
  export: () => import("./commands/export.js"),
  bundle: () => import("./commands/bundle.js"),
  import: () => import("./commands/import.js"),
  track: () => import("./commands/track.js"),
  accuracy: () => import("./commands/accuracy.js"),
  ratchet: () => import("./commands/ratchet.js"),
  diff: () => import("./commands/diff.js"),
  report: () => import("./commands/report.js"),
  init: () => import("./commands/init.js"),
  adopt: () => import("./commands/adopt.js"),
  doctor: () => import("./commands/doctor.js"),
  new: () => import("./commands/new.js"),
  promote: () => import("./commands/promote.js"),
  completion: () => import("./commands/completion.js"),
};

/** What works without the project's history and without all of pawl: what a bundle is for. */
const IN_BUNDLE: ReadonlySet<CommandName> = new Set([
  "run",
  "check",
  "list",
  "doctor",
  "export",
  "track",
  "completion",
]);

/** Runs one command line (without node and script) and returns its exit code. Throws nothing. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  if (argv[0] === COMPLETIONS) {
    const { complete } = await import("./complete.js");
    io.stdout.write((await complete(argv.slice(1))).map((word) => `${word}\n`).join(""));
    return EXIT.ok;
  }
  const terminal = openTerminal(io, wantsJson(argv));
  try {
    const parsed = parse(argv, terminal.style.width);
    if (parsed.kind === "command") return show(await execute(parsed.given, terminal), terminal);
    if (parsed.kind === "text") {
      io.stdout.write(`${parsed.text}\n`);
      return EXIT.ok;
    }
    terminal.note(`${parsed.text}\n`);
    throw usageError("A command is missing.", "give one of the commands above");
  } catch (error) {
    const { problem, exitCode } = toFailure(error, io.env);
    if (terminal.json) terminal.document(failureDocument(commandIn(argv), problem));
    terminal.problems([problem]);
    return exitCode;
  }
}

async function execute<N extends CommandName>(
  { command, values }: Given<N>,
  terminal: Terminal,
): Promise<Outcome> {
  if (!IN_BUNDLE.has(command)) (await import("../harness/pipeline.js")).assertAtHome(command);
  const module = await COMMAND_MODULES[command]();
  return module.execute(values, terminal);
}

function show({ report, exitCode, text, shown = [], closing = "" }: Outcome, terminal: Terminal): number {
  terminal.print(text);
  const problems = report?.problems ?? [];
  if (terminal.json && report !== null) terminal.document(report);
  // The view that shows these in full is not printed with --json.
  terminal.problems(terminal.json ? unshown([...shown, ...problems], []) : unshown(problems, shown));
  terminal.print(closing);
  return exitCode;
}

/** Known before parsing, because a command line that cannot be parsed is reported as JSON too. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end === -1 ? argv : argv.slice(0, end)).some((word) => word === "--json" || word === "--json=true");
}
